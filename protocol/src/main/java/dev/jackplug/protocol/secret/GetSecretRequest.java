package dev.jackplug.protocol.secret;

import dev.jackplug.protocol.Key;
import dev.jackplug.protocol.Redacted;
import java.util.Map;

/**
 * Asks for a secret on behalf of a task. What does not apply is empty, and left out on the wire.
 *
 * @param secretName name of the secret
 * @param secretLabels its labels
 * @param serviceHostname the host name that the service's tasks are given
 * @param serviceId id of the service
 * @param serviceName name of the service
 * @param serviceLabels labels of the service
 * @param taskId id of the task
 * @param taskName name of the task
 * @param taskImage image of the task
 * @param serviceEndpointSpec how the service is reached
 * @param nodeId id of the node that the task is to run on; empty from plugins' older hosts
 */
public record GetSecretRequest(
        @Key(omitEmpty = true) String secretName,
        @Key(omitEmpty = true) Map<String, String> secretLabels,
        @Key(omitEmpty = true) String serviceHostname,
        @Key(value = "ServiceID", omitEmpty = true) String serviceId,
        @Key(omitEmpty = true) String serviceName,
        @Key(omitEmpty = true) Map<String, String> serviceLabels,
        @Key(value = "TaskID", omitEmpty = true) String taskId,
        @Key(omitEmpty = true) String taskName,
        @Key(omitEmpty = true) String taskImage,
        @Key(omitEmpty = true) EndpointSpec serviceEndpointSpec,
        @Key(value = "NodeID", omitEmpty = true) String nodeId) {

    public GetSecretRequest {
        secretLabels = Redacted.copyOf(secretLabels);
        serviceLabels = Redacted.copyOf(serviceLabels);
    }

    /** A request that names the secret and nothing else. */
    public static GetSecretRequest named(String secretName) {
        return new GetSecretRequest(secretName, Map.of(), "", "", "", Map.of(), "", "", "", EndpointSpec.NONE, "");
    }
}
