package dev.jackplug.sdk.authz;

import dev.jackplug.sdk.authz.Decision.Outcome;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Decisions in the process's own log. */
record SystemLog(Logger logger) implements DecisionLog {

    @Override
    public void decided(Decision decision) {
        logger.log(decision.outcome() == Outcome.ALLOWED ? Level.INFO : Level.WARNING, decision.toString());
    }
}
