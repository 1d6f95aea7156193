package example.authz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jackplug.protocol.authz.AuthzRequest;
import dev.jackplug.sdk.authz.EngineRequest;
import dev.jackplug.sdk.authz.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardPolicyTest {

    private static final String CREATE = "/v1.41/containers/create";

    /** The objection; empty when it is allowed. */
    private static String ask(String policy, String method, String uri, String body) {
        Rules rules = Rules.parse(policy);
        AuthzRequest message = new AuthzRequest("", "", method, uri, body.getBytes(UTF_8), Map.of(), List.of());
        Verdict verdict = new GuardPolicy(() -> rules).request(EngineRequest.of(message));
        return verdict.allowed() ? "" : verdict.reason();
    }

    private static String post(String uri, String body) {
        return ask("", "POST", uri, body.replace('\'', '"'));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'Image':'x','HostConfig':null,'NetworkingConfig':null}",
                "{'HostConfig':{'Privileged':false,'Binds':null,'Mounts':null,'CapAdd':null,'Devices':[],"
                        + "'DeviceRequests':null,'DeviceCgroupRules':null,'SecurityOpt':null,'MaskedPaths':null,"
                        + "'ReadonlyPaths':null,'NetworkMode':'default','PidMode':'','IpcMode':'','UTSMode':'',"
                        + "'UsernsMode':'','CgroupnsMode':''}}",
                "{'HostConfig':{'Binds':['data:/data','/cache']}}",
                "{'HostConfig':{'Mounts':[{'Type':'volume','Source':'data','Target':'/x'},{'Type':'tmpfs'}]}}",
                "{'HostConfig':{'Mounts':[{'Type':'volume','VolumeOptions':{'DriverConfig':"
                        + "{'Name':'sshfs','Options':{'device':'/etc'}}}}]}}",
                "{'HostConfig':{'NetworkMode':'container:abc','PidMode':'container:abc','IpcMode':'private'}}",
                "{'HostConfig':{'NetworkMode':'backend'},'NetworkingConfig':{'EndpointsConfig':{'backend':{}}}}",
                "{'HostConfig':{'SecurityOpt':['no-new-privileges','no-new-privileges:true']}}",
                "{'HostConfig':{'CapDrop':['ALL']}}",
                "{'HostConfig':{'Annotations':{},'LogConfig':{'Type':'json-file','Config':{'max-size':'1m'}}}}",
                "{'HostConfig':{'Annotations':null,'LogConfig':{'Type':'','Config':null}}}",
            })
    void anOrdinaryContainerIsAllowed(String body) {
        assertThat(post(CREATE, body)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'Privileged':true} | a privileged container",
                "{'Binds':['/etc:/x:ro']} | host path /etc ",
                "{'Binds':['data:/x','/:/x']} | host path / ",
                "{'Binds':['//etc:/x']} | host path //etc ",
                "{'Mounts':[{'Type':'tmpfs'},{'Type':'bind','Source':'/etc'}]} | host path /etc ",
                "{'Mounts':[{'Type':'npipe','Source':'/etc'}]} | a mount of type \"npipe\"",
                "{'Mounts':[{'Source':'/etc'}]} | a mount of type \"\"",
                "{'Mounts':[{'Type':'volume','VolumeOptions':{'DriverConfig':{'Name':'local','Options':"
                        + "{'type':'none','o':'bind','device':'/etc'}}}}]} | host path /etc ",
                "{'CapAdd':['chown','cap_sys_admin']} | capability chown",
                "{'CapAdd':['ALL']} | capability ALL",
                "{'Devices':[{'PathOnHost':'/dev/sda','PathInContainer':'/dev/null'}]} | device /dev/sda",
                "{'BlkioWeightDevice':[{'Path':'/dev/sda','Weight':10}]} | device /dev/sda",
                "{'BlkioDeviceReadBps':[{'Path':'/root/x','Rate':1}]} | device /root/x",
                "{'BlkioDeviceWriteBps':[{'Path':'/root/x','Rate':1}]} | device /root/x",
                "{'BlkioDeviceReadIOps':[{'Path':'/root/x','Rate':1}]} | device /root/x",
                "{'BlkioDeviceWriteIOps':[{'Path':'/root/x','Rate':1}]} | device /root/x",
                "{'DeviceRequests':[{'Count':-1}]} | a rule or request for devices",
                "{'DeviceCgroupRules':['a *:* rwm']} | a rule or request for devices",
                "{'SecurityOpt':['no-new-privileges','seccomp=unconfined']} | a security option",
                "{'SecurityOpt':['label:disable']} | a security option",
                "{'SecurityOpt':['no-new-privileges=true,seccomp=unconfined']} | a security option",
                "{'MaskedPaths':[]} | a security option",
                "{'Annotations':{'org.systemd.property.Wants':'x'}} | a security option",
                "{'LogConfig':{'Type':'syslog','Config':{'syslog-address':'unix:///run/x'}}} | log option syslog-address",
                "{'LogConfig':{'Config':{'max-size':'1m','fluentd-address':'unix:///run/x'}}} | log option fluentd-address",
                "{'ReadonlyPaths':[]} | a security option",
                "{'NetworkMode':'host'} | the machine's own network namespace",
                "{'NetworkMode':'2248d7361df5'} | the machine's own network namespace",
                "{'PidMode':'host'} | the machine's own pid namespace",
                "{'IpcMode':'host'} | the machine's own ipc namespace",
                "{'UTSMode':'host'} | the machine's own uts namespace",
                "{'UsernsMode':'host'} | the machine's own user namespace",
                "{'CgroupnsMode':'host'} | the machine's own cgroup namespace",
            })
    void aWayOutIsDeniedWhereverItStands(String hostConfig, String words) {
        assertThat(post(CREATE, "{'HostConfig':" + hostConfig + "}"))
                .startsWith(words)
                .endsWith(" is not allowed here");
        assertThat(post(CREATE, hostConfig)).startsWith(words);
        assertThat(post("/v1.23/containers/x/start", hostConfig)).startsWith(words);
        assertThat(post("/containers/x/update", hostConfig)).startsWith(words);
    }

    @Test
    void whatIsDeniedDoesNotTellWhetherAFileExists(@TempDir Path folder) throws IOException {
        Files.createFile(folder.resolve("is"));
        Files.createSymbolicLink(folder.resolve("leads"), folder.resolve("is"));
        for (String name : List.of("is", "leads", "is-not", "is/below")) {
            String path = folder.resolve(name).toString();
            assertThat(post(CREATE, "{'HostConfig':{'Binds':['" + path + ":/x']}}"))
                    .isEqualTo("host path " + path + " is not allowed here");
            assertThat(post(CREATE, "{'HostConfig':{'BlkioDeviceReadBps':[{'Path':'" + path + "'}]}}"))
                    .isEqualTo("device " + path + " is not allowed here");
        }
    }

    @Test
    void theNetworkOfTheMachineIsDeniedAsAnEndpointToo() {
        assertThat(post(CREATE, "{'NetworkingConfig':{'EndpointsConfig':{'a':{},'host':{}}}}"))
                .isEqualTo("the machine's own network namespace is not allowed here");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'Name':'v'} | ``",
                "{'Name':'v','DriverOpts':{'size':'10m'}} | ``",
                "{'Driver':'sshfs','DriverOpts':{'device':'/etc','o':'bind'}} | ``",
                "{'DriverOpts':{'type':'tmpfs','device':'tmpfs','o':'size=10m'}} | ``",
                "{'DriverOpts':{'type':'none','device':'/etc','o':'bind'}} | host path /etc is not allowed here",
                "{'driver':'local','driveropts':{'device':'/etc','o':'ro,rbind'}} | host path /etc is not allowed here",
                "{'DriverOpts':{'type':'tmpfs','device':'/etc','o':'bind'}} | host path /etc is not allowed here",
                "{'DriverOpts':{'type':'none','o':'bind'},'DriverOpts':{'device':'/etc'}} | host path /etc is not allowed here",
                "{'DriverOpts':{'type':'ext4','device':'/dev/sda1'}} | a volume of device /dev/sda1 is not allowed here",
                "{'DriverOpts':{'type':'overlay','device':'overlay','o':'lowerdir=/etc'}} | a volume of device overlay is not allowed here",
                "{'DriverOpts':{'type':'nfs','device':':/','o':'addr=10.0.0.1'}} | a volume of device :/ is not allowed here",
            })
    void aVolumeIsLookedIntoIfItIsLocal(String body, String words) {
        assertThat(post("/v1.41/volumes/create", body)).isEqualTo(words);
    }

    /** The engine cleans the source of a mount before it follows links, and hands the device of a volume to mount(2) as it is. */
    @Test
    void aDeviceThatGoesUpIsDeniedSinceTheKernelFollowsLinksFirst(@TempDir Path folder) throws IOException {
        Path data = Files.createDirectory(folder.resolve("data"));
        Files.createSymbolicLink(data.resolve("l"), Files.createDirectories(folder.resolve("elsewhere/deep")));

        assertThat(deviceOf(data, data + "/l/..")).isEqualTo("host path " + data + "/l/.. is not allowed here");
        assertThat(deviceOf(data, data + "/../data")).startsWith("host path ");
        assertThat(deviceOf(data, data + "/.")).isEmpty();
    }

    /** What becomes of a device when only this directory may be mounted; the same wherever the volume is asked for. */
    private static String deviceOf(Path allowed, String device) {
        String policy = "allow mount " + allowed + "\n";
        String options = "{\"type\":\"none\",\"o\":\"bind\",\"device\":\"" + device + "\"}";
        String mount = "{\"Type\":\"volume\",\"VolumeOptions\":{\"DriverConfig\":{\"Options\":" + options + "}}}";
        String verdict = ask(policy, "POST", "/volumes/create", "{\"DriverOpts\":" + options + "}");
        assertThat(ask(policy, "POST", CREATE, "{\"HostConfig\":{\"Mounts\":[" + mount + "]}}"))
                .isEqualTo(verdict);
        return verdict;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "POST | /containers/x/exec | {\"Privileged\":true} | a privileged command",
                "POST | /containers/x/exec | {\"Privileged\":false} | ``",
                "POST | /containers/x/start | `` | ``",
                "POST | /containers/x/start?checkpoint=c&checkpoint-dir=/etc | `` | a checkpoint",
                "POST | /containers/x/start?checkpoint=../../../../../srv/data/c | `` | a checkpoint",
                "POST | /containers/x/checkpoints | {} | a checkpoint",
                "GET | /containers/x/checkpoints?dir=/etc | `` | a checkpoint",
                "DELETE | /containers/x/checkpoints/c?dir=/srv | `` | a checkpoint",
                "DELETE | /containers/x/checkpoints/c | `` | a checkpoint",
                "POST | /build?networkmode=host | `` | the machine's own network namespace",
                "POST | /build?networkmode=none&networkmode=host | `` | the machine's own network namespace",
                "POST | /build?networkmode=default | `` | ``",
                "POST | /build?remote=https://x/y.git | `` | a build from an address",
                "POST | /build?remote=&remote=git@x:y | `` | a build from an address",
                "POST | /build?remote= | `` | ``",
                "POST | /build?version=2&remote=client-session | `` | ``",
                "POST | /build?version=2&remote=upload-request | `` | ``",
                "POST | /grpc | `` | BuildKit's own protocol",
                "POST | /session | `` | ``",
                "POST | /plugins/create?name=x | `` | a change of managed plugins",
                "POST | /plugins/x/enable | `` | a change of managed plugins",
                "GET | /plugins | `` | ``",
                "POST | /swarm/init | {} | a change of the swarm",
                "POST | /services/create | {} | a change of the swarm",
                "GET | /services | `` | ``",
                "GET | /swarm | `` | a secret of the swarm",
                "GET | /swarm/unlockkey | `` | a secret of the swarm",
                "DELETE | /services/x | `` | a change of the swarm",
                "POST | /secrets/create | {} | a change of the swarm",
                "POST | /configs/x/update | {} | a change of the swarm",
                "DELETE | /configs/x | `` | a change of the swarm",
                "POST | /volumes/create | {\"Driver\":\"csi\",\"ClusterVolumeSpec\":{}} | a change of the swarm",
                "POST | /new/thing | `` | POST /new/thing is not known to this policy",
                "GET | /new/thing | `` | ``",
                "DELETE | /containers/x | `` | ``",
                "POST | /containers/x/kill | `` | ``",
            })
    void otherRequestsAreJudgedByWhatTheyCouldDo(String method, String uri, String body, String words) {
        assertThat(ask("", method, uri, body)).startsWith(words);
        assertThat(ask("", method, uri, body).isEmpty()).isEqualTo(words.isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "privileged | {'Privileged':true}",
                "capability net_admin | {'CapAdd':['CAP_NET_ADMIN','NET_ADMIN']}",
                "device /dev/fuse | {'Devices':[{'PathOnHost':'/dev/fuse'}]}",
                "device-rules | {'DeviceRequests':[{}],'DeviceCgroupRules':['a']}",
                "unconfined | {'SecurityOpt':['seccomp=unconfined'],'MaskedPaths':[]}",
                "log-options | {'LogConfig':{'Config':{'gelf-address':'udp://x'}}}",
                "host-network | {'NetworkMode':'host'}",
                "host-pid | {'PidMode':'host'}",
                "host-ipc | {'IpcMode':'host'}",
                "host-uts | {'UTSMode':'host'}",
                "host-user | {'UsernsMode':'host'}",
                "host-cgroup | {'CgroupnsMode':'host'}",
                "mount /etc | {'Binds':['/etc/:/x'],'Mounts':[{'Type':'bind','Source':'/usr/../etc'}]}",
            })
    void aLineOfTheFileAllowsOneThing(String words, String hostConfig) {
        String body = "{\"HostConfig\":" + hostConfig.replace('\'', '"') + "}";

        assertThat(ask("allow " + words + "\n", "POST", CREATE, body)).isEmpty();
        assertThat(ask("", "POST", CREATE, body)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "plugins, /plugins/x/enable",
        "swarm, /swarm/leave",
        "swarm, /swarm/unlock",
        "buildkit, /grpc",
        "remote-build, /build?remote=http://x"
    })
    void soDoesOneForOtherRequests(String word, String uri) {
        assertThat(ask("allow " + word + "\n", "POST", uri, "")).isEmpty();
    }
}
