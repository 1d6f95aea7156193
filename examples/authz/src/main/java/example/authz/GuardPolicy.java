package example.authz;

import dev.jackplug.sdk.authz.AuthzPolicy;
import dev.jackplug.sdk.authz.EngineRequest;
import dev.jackplug.sdk.authz.EngineRoute;
import dev.jackplug.sdk.authz.Verdict;
import java.util.Optional;
import java.util.function.Supplier;

/** Denies what would give a client the machine, unless a line of the policy file allows it. */
final class GuardPolicy implements AuthzPolicy {

    private final Supplier<Rules> policy;

    GuardPolicy(Supplier<Rules> policy) {
        this.policy = policy;
    }

    @Override
    public Verdict request(EngineRequest request) {
        Rules rules = policy.get();
        return objection(request, rules).map(Verdict::deny).orElseGet(Verdict::allow);
    }

    private static Optional<String> objection(EngineRequest request, Rules rules) {
        ContainerCheck container = new ContainerCheck(rules);
        return switch (request.route()) {
            case CONTAINER_CREATE ->
                container
                        .check(request.body(HostConfig.Create.class))
                        .or(() -> container.check(request.body(HostConfig.class)));
            // Before API 1.24 a start could bring what create had not.
            case CONTAINER_START ->
                (request.query("checkpoint-dir").isEmpty() ? Optional.<String>empty() : checkpoint(rules))
                        .or(() -> container.check(request.body(HostConfig.class)));
            case CONTAINER_UPDATE -> container.check(request.body(HostConfig.class));
            case CHECKPOINT_CREATE -> checkpoint(rules);
            case EXEC_CREATE -> container.check(request.body(HostConfig.Exec.class));
            case VOLUME_CREATE -> new VolumeCheck(rules).check(request.body(HostConfig.Volume.class));
            case BUILD ->
                request.query("networkmode").stream()
                        .flatMap(mode -> container.network(mode).stream())
                        .findFirst();
            // What is said on such a connection no plugin sees.
            case GRPC -> need(rules, "buildkit", "BuildKit's own protocol");
            case UNKNOWN ->
                request.looksOnly()
                        ? Optional.empty()
                        : Optional.of(request.method() + " " + request.path() + " is not known to this policy");
            default -> request.looksOnly() ? Optional.empty() : family(request.route(), rules);
        };
    }

    /** Services and managed plugins have mounts and capabilities of their own, in other places. */
    private static Optional<String> family(EngineRoute route, Rules rules) {
        return switch (route) {
            case PLUGIN_PULL, PLUGIN_CREATE, PLUGIN_UPGRADE, PLUGIN_SET, PLUGIN_ENABLE, PLUGIN_DISABLE, PLUGIN_DELETE ->
                need(rules, "plugins", "a change of managed plugins");
            case SWARM_INIT,
                    SWARM_JOIN,
                    SWARM_LEAVE,
                    SWARM_UPDATE,
                    SWARM_UNLOCK,
                    NODE_UPDATE,
                    NODE_DELETE,
                    SERVICE_CREATE,
                    SERVICE_UPDATE,
                    VOLUME_UPDATE -> need(rules, "swarm", "a change of the swarm");
            default -> Optional.empty();
        };
    }

    /** A client names the directory of the machine that the engine writes to, or reads from, as root. */
    private static Optional<String> checkpoint(Rules rules) {
        return need(rules, "privileged", "a checkpoint");
    }

    static Optional<String> need(Rules rules, String word, String what) {
        return rules.allows(word) ? Optional.empty() : Optional.of(what + " is not allowed here");
    }
}
