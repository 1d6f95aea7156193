package dev.jackplug.protocol.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jackplug.protocol.Caller;
import dev.jackplug.protocol.Download;
import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.Empty;
import dev.jackplug.protocol.MethodNotImplementedException;
import dev.jackplug.protocol.Scope;
import dev.jackplug.protocol.Target;
import dev.jackplug.protocol.Unary;
import dev.jackplug.protocol.Upload;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VolumeContractTest {

    private static final List<Unary<VolumeDriver, ?, ?>> ROWS = VolumeDriver.SUBSYSTEM.methods().stream()
            .<Unary<VolumeDriver, ?, ?>>map(row -> (Unary<VolumeDriver, ?, ?>) row)
            .toList();

    static Stream<Unary<VolumeDriver, ?, ?>> rows() {
        return ROWS.stream();
    }

    private static Stream<Method> methods() {
        return Arrays.stream(VolumeDriver.class.getDeclaredMethods())
                .filter(method -> !method.isSynthetic() && !Modifier.isStatic(method.getModifiers()));
    }

    private static String wireName(Method method) {
        String name = method.getName();
        return "VolumeDriver." + Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    private static Method methodOf(Unary<?, ?, ?> row) {
        return methods()
                .filter(one -> wireName(one).equals(row.name()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void thereIsOneRowForEachMethodOfTheInterface() {
        assertThat(ROWS.stream().map(Unary::name))
                .containsExactlyInAnyOrderElementsOf(
                        methods().map(VolumeContractTest::wireName).toList());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aRowTakesWhatTheMethodTakes(Unary<VolumeDriver, ?, ?> row) {
        Class<?>[] parameters = methodOf(row).getParameterTypes();

        assertThat(row.request()).isEqualTo(parameters.length == 0 ? Empty.class : parameters[0]);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aRowAnswersWhatTheMethodAnswers(Unary<VolumeDriver, ?, ?> row) {
        Class<?> type = methodOf(row).getReturnType();

        assertThat(row.reply()).isEqualTo(type == void.class ? Empty.class : type);
    }

    @ParameterizedTest
    @Tag("held-111")
    @MethodSource("rows")
    void theLimitsAreMobys(Unary<VolumeDriver, ?, ?> row) {
        boolean isLong = List.of("VolumeDriver.Create", "VolumeDriver.Mount").contains(row.name());

        assertThat(row.limit()).isEqualTo(Duration.ofMinutes(isLong ? 2 : 1));
    }

    @Test
    void onlyQuestionsMayBeRepeated() {
        assertThat(ROWS.stream().filter(Unary::repeatable).map(Unary::name))
                .containsExactlyInAnyOrder(
                        "VolumeDriver.Path", "VolumeDriver.List", "VolumeDriver.Get", "VolumeDriver.Capabilities");
    }

    @Test
    void theSubsystemIsCalledAsInManifests() {
        assertThat(VolumeDriver.SUBSYSTEM.name()).isEqualTo("VolumeDriver");
        assertThat(VolumeDriver.SUBSYSTEM.errorKey()).isEqualTo("Err");
    }

    /** The far end of a driver: notes what it is asked, and has the driver at the near end answer. */
    private record Loop(VolumeDriver driver, List<String> asked) implements Caller {
        @Override
        public <Q, R> R call(Unary<?, Q, R> method, Q request) {
            asked.add(method.name());
            @SuppressWarnings("unchecked")
            Unary<VolumeDriver, Q, R> row = (Unary<VolumeDriver, Q, R>) method;
            return row.action().apply(driver, request);
        }

        @Override
        public <Q> InputStream download(Download<?, Q> method, Q request) {
            throw new AssertionError(method.name());
        }

        @Override
        public <R> R upload(Upload<?, R> method, Map<String, String> query, InputStream body) {
            throw new AssertionError(method.name());
        }
    }

    /** Answers every question with its own name, and says what it was told by way of errors. */
    private static final class Echo implements VolumeDriver {
        @Override
        public void create(CreateRequest request) {
            throw new DriverException("create " + request.name() + request.opts());
        }

        @Override
        public void remove(RemoveRequest request) {
            throw new DriverException("remove " + request.name());
        }

        @Override
        public PathReply path(PathRequest request) {
            return new PathReply("path " + request.name());
        }

        @Override
        public MountReply mount(MountRequest request) {
            return new MountReply("mount " + request.name() + request.id());
        }

        @Override
        public void unmount(UnmountRequest request) {
            throw new DriverException("unmount " + request.name() + request.id());
        }

        @Override
        public ListReply list() {
            return new ListReply(List.of(new Volume("list", "")));
        }

        @Override
        public GetReply get(GetRequest request) {
            return new GetReply(new Volume(request.name(), "get"));
        }
    }

    @Test
    void theRemoteDriverAndTheRowsMeetInTheSameMethods() {
        List<String> asked = new ArrayList<>();
        VolumeDriver remote = VolumeDriver.SUBSYSTEM.remote().apply(new Loop(new Echo(), asked));

        assertThatThrownBy(() -> remote.create(new CreateRequest("v", Map.of("a", "b"))))
                .hasMessage("create v{a=***}");
        assertThatThrownBy(() -> remote.remove(new RemoveRequest("v"))).hasMessage("remove v");
        assertThat(remote.path(new PathRequest("v")).mountpoint()).isEqualTo("path v");
        assertThat(remote.mount(new MountRequest("v", "1")).mountpoint()).isEqualTo("mount v1");
        assertThatThrownBy(() -> remote.unmount(new UnmountRequest("v", "1"))).hasMessage("unmount v1");
        assertThat(remote.list().volumes()).extracting(Volume::name).containsExactly("list");
        assertThat(remote.get(new GetRequest("v")).found()).contains(new Volume("v", "get"));
        assertThat(remote.capabilities().scope()).isEqualTo(Scope.LOCAL);
        assertThat(asked)
                .containsExactlyElementsOf(ROWS.stream().map(Unary::name).toList());
    }

    @Test
    @Tag("held-112")
    void aPluginWithoutCapabilitiesIsLocal() {
        Caller absent = new Caller() {
            @Override
            public <Q, R> R call(Unary<?, Q, R> method, Q request) {
                throw new MethodNotImplementedException(Target.of("x").at(method.name()), "404 page not found");
            }

            @Override
            public <Q> InputStream download(Download<?, Q> method, Q request) {
                throw new AssertionError(method.name());
            }

            @Override
            public <R> R upload(Upload<?, R> method, Map<String, String> query, InputStream body) {
                throw new AssertionError(method.name());
            }
        };

        assertThat(VolumeDriver.SUBSYSTEM.remote().apply(absent).capabilities()).isEqualTo(CapabilitiesReply.LOCAL);
    }

    @ParameterizedTest
    @Tag("held-112")
    @ValueSource(strings = {"global", "GLOBAL"})
    void aScopeIsReadInAnyLetterCase(String word) {
        var reply = new CapabilitiesReply(new CapabilitiesReply.Capability(word));

        assertThat(reply.scope()).isEqualTo(Scope.GLOBAL);
    }
}
