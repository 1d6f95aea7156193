package dev.jackplug.host.authz;

import dev.jackplug.host.Plugins;
import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.PluginException;
import dev.jackplug.protocol.PluginName;
import dev.jackplug.protocol.authz.AuthzDriver;
import dev.jackplug.protocol.authz.AuthzReply;
import dev.jackplug.protocol.authz.AuthzRequest;
import dev.jackplug.protocol.authz.AuthzResponse;
import java.util.List;

/**
 * The authorization plugins of an API, asked one after the other about each request and each response: all must allow, the
 * first that does not ends it, and one that fails, hangs or is missing does not allow. Immutable: other plugins are another
 * chain, and a request ends with the chain that it began with (W-46). Blocking; safe for many threads.
 */
public final class AuthzChain {

    private final Plugins plugins;
    private final List<String> names;

    /**
     * A chain of plugins, which need not be there yet.
     *
     * @param names in the order in which they are asked; repeated ones are dropped; none allow everything
     * @throws IllegalArgumentException if one is no plugin name
     */
    public AuthzChain(Plugins plugins, List<String> names) {
        this.plugins = plugins;
        this.names = names.stream()
                .map(name -> new PluginName(name).value())
                .distinct()
                .toList();
    }

    private interface Question {
        AuthzReply ask(AuthzDriver plugin);
    }

    /** The plugins, in the order in which they are asked. */
    public List<String> names() {
        return names;
    }

    /** Rules on a request; it is served only if that is {@link Ruling#allowed}. */
    public Ruling request(ApiRequest request) {
        if (request.tooLarge() && !names.isEmpty()) {
            return Ruling.tooLarge(ApiRequest.BODY_LIMIT);
        }
        return ask(plugin -> plugin.authorizeRequest(request.message()));
    }

    /**
     * Rules on the response to a request that was allowed, also when it is an error. Ask before any of it is sent: nothing
     * that was can be held back (W-23, W-24).
     */
    public Ruling response(ApiRequest request, ApiResponse response) {
        AuthzResponse message = message(request.message(), response);
        return ask(plugin -> plugin.authorizeResponse(message));
    }

    private static AuthzResponse message(AuthzRequest request, ApiResponse response) {
        byte[] body = Headers.json(response.headers()) ? response.body() : new byte[0];
        return AuthzResponse.to(request, response.status(), body, Headers.shown(response.headers()));
    }

    private Ruling ask(Question question) {
        for (String name : names) {
            Ruling ruling = ask(name, question);
            if (!ruling.allowed()) {
                return ruling;
            }
        }
        return Ruling.ALLOWED;
    }

    private Ruling ask(String name, Question question) {
        try {
            AuthzReply reply = question.ask(plugins.driver(name, AuthzDriver.SUBSYSTEM));
            return reply.allow() ? Ruling.ALLOWED : Ruling.denied(name, reply.msg());
        } catch (DriverException e) {
            return Ruling.failed(name, e.error());
        } catch (PluginException e) {
            return Ruling.failed(name, e.happened());
        }
    }
}
