package dev.jackplug.cli.doctor;

import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Whether host names are known, as far as can be told within a limit: the JDK's own look-up has none. */
final class HostNames {

    /** Looks up a name. */
    interface LookUp {
        void of(String name) throws Exception;
    }

    private final LookUp lookUp;
    private final Duration patience;

    HostNames(LookUp lookUp, Duration patience) {
        this.lookUp = lookUp;
        this.patience = patience;
    }

    static HostNames ofTheSystem(Duration patience) {
        return new HostNames(InetAddress::getByName, patience);
    }

    boolean known(String name) {
        FutureTask<Boolean> asking = new FutureTask<>(() -> {
            lookUp.of(name);
            return true;
        });
        Thread thread = new Thread(asking, "jackplug-resolve-" + name);
        thread.setDaemon(true);
        thread.start();
        try {
            return asking.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
