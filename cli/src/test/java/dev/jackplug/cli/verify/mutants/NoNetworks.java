package dev.jackplug.cli.verify.mutants;

import dev.jackplug.protocol.network.InterfaceName;
import dev.jackplug.protocol.network.JoinReply;
import dev.jackplug.sdk.network.LedgerEndpoint;
import dev.jackplug.sdk.network.LedgerNetwork;
import dev.jackplug.sdk.network.NetworkBackend;
import java.util.List;

/** Networks that are only in the books. */
final class NoNetworks implements NetworkBackend {

    @Override
    public void create(LedgerNetwork network) {
        // The ledger knows of it, and that is all.
    }

    @Override
    public void delete(LedgerNetwork network) {
        // As with its creation.
    }

    @Override
    public JoinReply join(LedgerNetwork network, LedgerEndpoint endpoint) {
        return new JoinReply(new InterfaceName("mutant0", "eth"), "", "", List.of(), true);
    }

    @Override
    public void leave(LedgerNetwork network, LedgerEndpoint endpoint) {
        // There is no interface.
    }
}
