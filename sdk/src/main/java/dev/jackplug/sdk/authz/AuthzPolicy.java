package dev.jackplug.sdk.authz;

/**
 * Who may do what with the engine's API. Called by many threads at once, each of which waits for the answer, as does the
 * client of the API. A policy may throw whatever it likes: {@link FailMode} says what that means.
 */
public interface AuthzPolicy {

    /**
     * Rules on a request before it is served. It is asked about every request that the engine has a handler for, also those
     * of {@link EngineRoute#UNKNOWN}.
     */
    Verdict request(EngineRequest request);

    /**
     * Rules on what the engine is about to answer. By then the request has been served: a denial hides the response and
     * takes nothing back. Streams and large responses have been sent by then (protocol W-24). Allows unless overridden.
     */
    default Verdict response(EngineRequest request, EngineResponse response) {
        return Verdict.allow();
    }
}
