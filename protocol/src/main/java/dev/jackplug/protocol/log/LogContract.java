package dev.jackplug.protocol.log;

import static dev.jackplug.protocol.Download.download;
import static dev.jackplug.protocol.Unary.command;
import static dev.jackplug.protocol.Unary.query;

import dev.jackplug.protocol.Caller;
import dev.jackplug.protocol.Download;
import dev.jackplug.protocol.Empty;
import dev.jackplug.protocol.PluginException;
import dev.jackplug.protocol.Subsystem;
import dev.jackplug.protocol.Unary;
import java.util.List;

/** The {@code LogDriver} contract, row by row. Moby sets no limits (daemon/logger/proxy.go), so the host's own count. */
final class LogContract {

    static final Unary<LogDriver, StartLoggingRequest, Empty> START =
            command("LogDriver.StartLogging", StartLoggingRequest.class, LogDriver::startLogging);
    static final Unary<LogDriver, StopLoggingRequest, Empty> STOP =
            command("LogDriver.StopLogging", StopLoggingRequest.class, LogDriver::stopLogging);
    static final Unary<LogDriver, Empty, CapabilitiesReply> CAPABILITIES = query(
                    "LogDriver.Capabilities", CapabilitiesReply.class, LogDriver::capabilities)
            .mayBeRepeated()
            .withoutBody();
    static final Download<LogDriver, ReadLogsRequest> READ = download(
            "LogDriver.ReadLogs",
            ReadLogsRequest.class,
            (driver, request) -> new WrittenEntries(driver.readLogs(request)));

    static final Subsystem<LogDriver> SUBSYSTEM = new Subsystem<>(
            "LogDriver", Subsystem.ERR, LogDriver.class, List.of(START, STOP, CAPABILITIES, READ), Remote::new);

    private LogContract() {}

    /** A driver whose answers come from the other end of a socket. */
    private record Remote(Caller plugin) implements LogDriver {

        @Override
        public void startLogging(StartLoggingRequest request) {
            plugin.call(START, request);
        }

        @Override
        public void stopLogging(StopLoggingRequest request) {
            plugin.call(STOP, request);
        }

        /** Whatever goes wrong means that it cannot be read from (protocol §4.5). */
        @Override
        public CapabilitiesReply capabilities() {
            try {
                return plugin.call(CAPABILITIES, Empty.EMPTY);
            } catch (PluginException any) {
                return CapabilitiesReply.TAKES_ONLY;
            }
        }

        @Override
        public LogStream readLogs(ReadLogsRequest request) {
            return new ReadEntries(plugin.download(READ, request));
        }
    }
}
