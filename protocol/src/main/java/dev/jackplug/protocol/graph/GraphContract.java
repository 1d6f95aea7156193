package dev.jackplug.protocol.graph;

import static dev.jackplug.protocol.Unary.command;
import static dev.jackplug.protocol.Unary.query;
import static dev.jackplug.protocol.Unary.unary;

import dev.jackplug.protocol.Caller;
import dev.jackplug.protocol.Download;
import dev.jackplug.protocol.Empty;
import dev.jackplug.protocol.MethodNotImplementedException;
import dev.jackplug.protocol.Subsystem;
import dev.jackplug.protocol.Unary;
import dev.jackplug.protocol.Upload;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The {@code GraphDriver} contract, row by row. Moby sets no limits (daemon/graphdriver/proxy.go of 20.10); these are ours. */
final class GraphContract {

    /** For what copies or walks whole layers. */
    private static final Duration LONG = Duration.ofMinutes(10);

    private static final Duration SHORT = Duration.ofMinutes(1);

    static final Unary<GraphDriver, InitRequest, Empty> INIT =
            command("GraphDriver.Init", InitRequest.class, GraphDriver::init).within(SHORT);
    static final Unary<GraphDriver, Empty, CapabilitiesReply> CAPABILITIES = query(
                    "GraphDriver.Capabilities", CapabilitiesReply.class, GraphDriver::capabilities)
            .within(SHORT)
            .mayBeRepeated();
    static final Unary<GraphDriver, LayerRequest, Empty> CREATE = command(
                    "GraphDriver.Create", LayerRequest.class, GraphDriver::create)
            .within(LONG);
    static final Unary<GraphDriver, LayerRequest, Empty> CREATE_READ_WRITE = command(
                    "GraphDriver.CreateReadWrite", LayerRequest.class, GraphDriver::createReadWrite)
            .within(LONG);
    static final Unary<GraphDriver, LayerRequest, Empty> REMOVE = command(
                    "GraphDriver.Remove", LayerRequest.class, GraphDriver::remove)
            .within(LONG);
    static final Unary<GraphDriver, LayerRequest, GetReply> GET = unary(
                    "GraphDriver.Get", LayerRequest.class, GetReply.class, GraphDriver::get)
            .within(SHORT);
    static final Unary<GraphDriver, LayerRequest, Empty> PUT =
            command("GraphDriver.Put", LayerRequest.class, GraphDriver::put).within(SHORT);
    static final Unary<GraphDriver, LayerRequest, ExistsReply> EXISTS = unary(
                    "GraphDriver.Exists", LayerRequest.class, ExistsReply.class, GraphDriver::exists)
            .within(SHORT)
            .mayBeRepeated();
    static final Unary<GraphDriver, Empty, StatusReply> STATUS = query(
                    "GraphDriver.Status", StatusReply.class, GraphDriver::status)
            .within(SHORT)
            .mayBeRepeated();
    static final Unary<GraphDriver, LayerRequest, MetadataReply> GET_METADATA = unary(
                    "GraphDriver.GetMetadata", LayerRequest.class, MetadataReply.class, GraphDriver::getMetadata)
            .within(SHORT)
            .mayBeRepeated();
    static final Unary<GraphDriver, Empty, Empty> CLEANUP =
            query("GraphDriver.Cleanup", Empty.class, GraphContract::cleanedUp).within(LONG);
    static final Download<GraphDriver, LayerRequest> DIFF =
            new Download<>("GraphDriver.Diff", LayerRequest.class, GraphDriver::diff, LONG);
    static final Unary<GraphDriver, LayerRequest, ChangesReply> CHANGES = unary(
                    "GraphDriver.Changes", LayerRequest.class, ChangesReply.class, GraphDriver::changes)
            .within(LONG)
            .mayBeRepeated();
    static final Upload<GraphDriver, SizeReply> APPLY_DIFF =
            new Upload<>("GraphDriver.ApplyDiff", SizeReply.class, GraphContract::applied, LONG);
    static final Unary<GraphDriver, LayerRequest, SizeReply> DIFF_SIZE = unary(
                    "GraphDriver.DiffSize", LayerRequest.class, SizeReply.class, GraphDriver::diffSize)
            .within(LONG)
            .mayBeRepeated();

    static final Subsystem<GraphDriver> SUBSYSTEM = new Subsystem<>(
            "GraphDriver",
            Subsystem.ERR,
            GraphDriver.class,
            List.of(
                    INIT,
                    CAPABILITIES,
                    CREATE,
                    CREATE_READ_WRITE,
                    REMOVE,
                    GET,
                    PUT,
                    EXISTS,
                    STATUS,
                    GET_METADATA,
                    CLEANUP,
                    DIFF,
                    CHANGES,
                    APPLY_DIFF,
                    DIFF_SIZE),
            Remote::new);

    private static final String ID = "id";
    private static final String PARENT = "parent";

    private GraphContract() {}

    private static Empty cleanedUp(GraphDriver driver) {
        driver.cleanup();
        return Empty.EMPTY;
    }

    private static SizeReply applied(GraphDriver driver, Map<String, String> query, InputStream diff) {
        return driver.applyDiff(new ApplyDiffRequest(query.getOrDefault(ID, ""), query.getOrDefault(PARENT, "")), diff);
    }

    /** A driver whose answers come from the other end of a socket. */
    private record Remote(Caller plugin) implements GraphDriver {

        @Override
        public void init(InitRequest request) {
            plugin.call(INIT, request);
        }

        /** The one optional method: a plugin that lacks it can do nothing special (protocol §4.6). */
        @Override
        public CapabilitiesReply capabilities() {
            try {
                return plugin.call(CAPABILITIES, Empty.EMPTY);
            } catch (MethodNotImplementedException absent) {
                return CapabilitiesReply.NONE;
            }
        }

        @Override
        public void create(LayerRequest request) {
            plugin.call(CREATE, request);
        }

        @Override
        public void createReadWrite(LayerRequest request) {
            plugin.call(CREATE_READ_WRITE, request);
        }

        @Override
        public void remove(LayerRequest request) {
            plugin.call(REMOVE, request);
        }

        @Override
        public GetReply get(LayerRequest request) {
            return plugin.call(GET, request);
        }

        @Override
        public void put(LayerRequest request) {
            plugin.call(PUT, request);
        }

        @Override
        public ExistsReply exists(LayerRequest request) {
            return plugin.call(EXISTS, request);
        }

        @Override
        public StatusReply status() {
            return plugin.call(STATUS, Empty.EMPTY);
        }

        @Override
        public MetadataReply getMetadata(LayerRequest request) {
            return plugin.call(GET_METADATA, request);
        }

        @Override
        public void cleanup() {
            plugin.call(CLEANUP, Empty.EMPTY);
        }

        @Override
        public InputStream diff(LayerRequest request) {
            return plugin.download(DIFF, request);
        }

        @Override
        public ChangesReply changes(LayerRequest request) {
            return plugin.call(CHANGES, request);
        }

        @Override
        public SizeReply applyDiff(ApplyDiffRequest request, InputStream diff) {
            return plugin.upload(APPLY_DIFF, Map.of(ID, request.id(), PARENT, request.parent()), diff);
        }

        @Override
        public SizeReply diffSize(LayerRequest request) {
            return plugin.call(DIFF_SIZE, request);
        }
    }
}
