package io.klarion.topology;

/** The name of every node and store, so that an upgrade finds its state again. */
final class TopologyNames {

    static final String SOURCE = "source";
    static final String BINNER = "stage1-binner";
    static final String HEAP_STORE = "stage1-heap";
    static final String TOKEN = "stage1-token";
    static final String TOKEN_STORE = "stage1-token-store";
    static final String TOKEN_STREAM = "stage1-token-stream";
    static final String EMITTER = "stage1-emitter";
    static final String INTERNAL_SINK = "internal-sink";
    static final String QUARANTINE_SINK = "quarantine-sink";
    static final String INTERNAL_SOURCE = "internal-source";
    static final String STAGE2 = "stage2";
    static final String STATE_STORE = "stage2-state";
    static final String VERDICT_SINK = "verdict-sink";
    static final String ALERT_SINK = "alert-sink";

    private TopologyNames() {}
}
