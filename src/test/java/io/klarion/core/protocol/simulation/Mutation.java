package io.klarion.core.protocol.simulation;

/** A rule of the protocol, broken on purpose. The simulation must notice by the symptom named here. */
enum Mutation {
    /** All rules are kept. */
    NONE(""),
    HEARTBEAT_CARRIES_UNDRAINED_WATERMARK("windows"),
    DELTA_WITHOUT_FIRST_WINDOW_ON_TIME("windows"),
    WATERMARK_FORGOTTEN_AFTER_CRASH("windows"),
    WATERMARK_OF_WHOLE_TASK("windows"),
    MARKER_BEFORE_DELTAS("windows"),
    MARKER_TO_ONE_PARTITION_ONLY("windows"),
    QUARANTINE_LEAVES_BEFORE_DRAIN("quarantine"),
    DELTAS_LEAVE_BEFORE_COMMIT("windows"),
    OFFSETS_COMMITTED_BEFORE_DRAIN("windows"),
    APPLIED_OFFSETS_NOT_SKIPPED("windows"),
    HEAP_KEPT_AT_REVIVAL("windows"),
    IDLE_WITH_DIRTY_HEAP("revisions"),
    IDLE_BEFORE_READ_TO_END("revisions"),
    UNHEARD_PARTITION_DOES_NOT_BLOCK("windows"),
    LATENESS_JUDGED_AT_STAGE_2("windows"),
    START_AT_LATEST_AFTER_CRASH("windows"),
    REJECTED_RECORD_MOVES_WATERMARK("windows"),
    FUTURE_JUDGED_BY_CLOCK_ON_WALL("windows");

    private final String symptom;

    Mutation(String symptom) {
        this.symptom = symptom;
    }

    /** Which check must fail. */
    String symptom() {
        return symptom;
    }
}
