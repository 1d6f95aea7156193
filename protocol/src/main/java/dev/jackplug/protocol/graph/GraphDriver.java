package dev.jackplug.protocol.graph;

import dev.jackplug.protocol.DriverException;
import dev.jackplug.protocol.PluginException;
import dev.jackplug.protocol.Subsystem;
import java.io.InputStream;

/**
 * A store of image and container layers, as dockerd up to 26.1 speaks to it ({@code --experimental --storage-driver=NAME};
 * gone in 28; protocol §4.6). Authors implement it; hosts receive one that answers from the other end of a socket.
 *
 * <p>Hosts call from many threads at once. A method that fails throws {@link DriverException}; on the host side any {@link
 * PluginException} can be thrown. Ids come from the host as they are: an author must refuse those that could leave its
 * root. Moby sets no limits here; ours are ten minutes for what copies or walks layers, and one for the rest. A plugin
 * whose layers are large raises {@code ServerLimits.request}, too.
 */
public interface GraphDriver {

    /** The subsystem and its contract. */
    Subsystem<GraphDriver> SUBSYSTEM = GraphContract.SUBSYSTEM;

    /** Makes the store ready. The first call of every host; dockerd does not start if it fails. */
    void init(InitRequest request);

    /** Says what the store can do. Nothing special unless overridden. */
    default CapabilitiesReply capabilities() {
        return CapabilitiesReply.NONE;
    }

    /** Makes a layer of an image, a copy of its parent or empty, to be filled by {@link #applyDiff}. */
    void create(LayerRequest request);

    /** Makes the layer that a container writes to, a copy of its parent. */
    void createReadWrite(LayerRequest request);

    /** Removes a layer. Of one that does not exist it is harmless. */
    void remove(LayerRequest request);

    /** Makes a layer visible as a folder. Called once for each use. */
    GetReply get(LayerRequest request);

    /** Ends one use of a layer. May come more often than {@link #get}. */
    void put(LayerRequest request);

    /** Says whether there is such a layer. */
    ExistsReply exists(LayerRequest request);

    /** What {@code docker info} shows of the store. */
    StatusReply status();

    /** What {@code docker inspect} shows of a layer. */
    MetadataReply getMetadata(LayerRequest request);

    /** The host is about to end. */
    void cleanup();

    /**
     * A tar archive of what a layer has that its parent has not; a file that is gone is there as {@code .wh.NAME}. The stream
     * is read to its end, or closed when the host hangs up; on the host side the caller closes it.
     */
    InputStream diff(LayerRequest request);

    /** Lists what a layer has that its parent has not. */
    ChangesReply changes(LayerRequest request);

    /**
     * Fills a layer from such an archive.
     *
     * @param diff need not be read to its end, is not to be closed
     * @return how many bytes the files in it had
     */
    SizeReply applyDiff(ApplyDiffRequest request, InputStream diff);

    /** How many bytes the files have that a layer has and its parent has not. */
    SizeReply diffSize(LayerRequest request);
}
