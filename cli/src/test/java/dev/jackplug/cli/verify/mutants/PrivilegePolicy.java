package dev.jackplug.cli.verify.mutants;

import dev.jackplug.sdk.authz.AuthzPolicy;
import dev.jackplug.sdk.authz.EngineRequest;
import dev.jackplug.sdk.authz.Verdict;

/** Nobody makes a privileged container. */
final class PrivilegePolicy implements AuthzPolicy {

    /** What matters of the body. */
    record Container(HostConfig hostConfig) {}

    /** What matters of it. */
    record HostConfig(boolean privileged) {}

    @Override
    public Verdict request(EngineRequest request) {
        boolean creates = request.method().equals("POST") && request.path().equals("/containers/create");
        return creates && request.body(Container.class).hostConfig().privileged()
                ? Verdict.deny("privileged containers are not allowed here")
                : Verdict.allow();
    }
}
