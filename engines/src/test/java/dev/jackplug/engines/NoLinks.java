package dev.jackplug.engines;

import dev.jackplug.protocol.network.JoinReply;
import dev.jackplug.sdk.network.LedgerEndpoint;
import dev.jackplug.sdk.network.LedgerNetwork;
import dev.jackplug.sdk.network.NetworkBackend;
import java.util.List;

/** Networks that lead nowhere: containers join, and are given no interface. */
final class NoLinks implements NetworkBackend {

    @Override
    public void create(LedgerNetwork network) {}

    @Override
    public void delete(LedgerNetwork network) {}

    @Override
    public JoinReply join(LedgerNetwork network, LedgerEndpoint endpoint) {
        return new JoinReply(null, "", "", List.of(), true);
    }

    @Override
    public void leave(LedgerNetwork network, LedgerEndpoint endpoint) {}
}
