package dev.jackplug.sdk;

import dev.jackplug.internal.json.Json;
import dev.jackplug.protocol.Caller;
import dev.jackplug.protocol.Download;
import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.MethodNotImplementedException;
import dev.jackplug.protocol.ServiceMethod;
import dev.jackplug.protocol.Subsystem;
import dev.jackplug.protocol.Target;
import dev.jackplug.protocol.TransportException;
import dev.jackplug.protocol.Unary;
import dev.jackplug.protocol.Upload;
import dev.jackplug.sdk.Dispatcher.Answer;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Joins a driver to its user in one process, without a socket: every call is encoded, dispatched, decoded and fails as it
 * would between two. For tests, and for a plugin that happens to live inside its host. Blocking; safe for many threads if
 * the driver is.
 */
public final class Loopback {

    private Loopback() {}

    /** The driver as a host sees it. */
    public static <D> D join(Subsystem<D> subsystem, D driver) {
        Dispatcher dispatcher = new Dispatcher(List.of(new Dispatcher.Served<>(subsystem, driver)));
        return subsystem.remote().apply(new InProcess(dispatcher, subsystem.errorKey()));
    }

    private record InProcess(Dispatcher dispatcher, String errorKey) implements Caller {

        @Override
        public <Q, R> R call(Unary<?, Q, R> method, Q request) {
            byte[] body = method.bodiless() ? new byte[0] : Json.write(request);
            Answer answer = during(method, () -> dispatcher.answer(method.name(), body));
            return decoded(target(method), answer, method.reply());
        }

        @Override
        public <Q> InputStream download(Download<?, Q> method, Q request) {
            Answer answer = during(method, () -> dispatcher.answer(method.name(), Json.write(request)));
            return answer.stream() != null ? answer.stream() : decoded(target(method), answer, InputStream.class);
        }

        @Override
        public <R> R upload(Upload<?, R> method, Map<String, String> query, InputStream body) {
            Answer answer = during(method, () -> dispatcher.upload(method.name(), query, body));
            return decoded(target(method), answer, method.reply());
        }

        @Override
        public Target target(ServiceMethod<?> method) {
            return new Target("loopback", "", method.name());
        }

        private static Answer during(ServiceMethod<?> method, Supplier<Answer> work) {
            long end = System.nanoTime() + ServerLimits.DEFAULT.request().toNanos();
            return new Call(method.name(), Optional.empty(), end).during(work);
        }

        private <R> R decoded(Target target, Answer answer, Class<R> type) {
            if (answer.silent()) {
                throw new TransportException(target, "the driver failed and gave no answer", "", true, null);
            }
            String text = new String(answer.body(), StandardCharsets.UTF_8);
            if (answer.status() == 200) {
                return Json.reply(answer.body(), type, errorKey).value();
            }
            String error = Json.errorText(answer.body(), Subsystem.ERR).orElse(text);
            throw answer.status() == 404
                    ? new MethodNotImplementedException(target, error)
                    : new DriverException(target, answer.status(), error, text);
        }
    }
}
