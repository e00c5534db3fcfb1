package io.klarion.cli;

import io.klarion.console.Console;
import io.klarion.console.FeedState;
import io.klarion.core.alert.Alert;
import io.klarion.core.detect.Verdict;
import io.klarion.topology.ResultListener;

/** Brings what the result topics hold into the console. */
record ConsoleFeed(Console console) implements ResultListener {

    @Override
    public void verdict(Verdict verdict) {
        console.verdict(verdict);
    }

    @Override
    public void alert(Alert alert) {
        console.alert(alert);
    }

    @Override
    public void state(boolean caughtUp, String trouble, long unreadable) {
        console.feed(new FeedState(caughtUp, trouble, unreadable));
    }
}
