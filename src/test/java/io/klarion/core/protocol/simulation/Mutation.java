package io.klarion.core.protocol.simulation;

/**
 * A rule of the protocol, broken on purpose. The simulation must notice by the symptom named here. The rules are
 * numbered as in the design: 4.1 stage 1, 4.2 time (and which of its points), 4.3 exactness.
 */
enum Mutation {
    /** All rules are kept. */
    NONE("", ""),

    QUARANTINE_LEAVES_BEFORE_DRAIN("4.1 nothing leaves stage 1 but in a drain", "quarantine"),
    DELTAS_LEAVE_BEFORE_COMMIT("4.1 nothing leaves stage 1 but in a drain", "integrity"),
    OFFSETS_COMMITTED_BEFORE_DRAIN("4.1 a drain comes before the commit", "windows"),
    HEAP_KEPT_AT_REVIVAL("4.1 init and close clear the heap", "windows"),
    START_AT_LATEST_AFTER_CRASH("4.1 reading starts at committed offsets", "windows"),

    LATENESS_JUDGED_AT_STAGE_2("4.2.1 lateness is decided at stage 1", "windows"),
    DELTA_WITHOUT_FIRST_WINDOW_ON_TIME("4.2.2 a delta says from which window on it counts", "windows"),
    WATERMARK_FORGOTTEN_AFTER_CRASH("4.2.3 the watermark comes with the record", "windows"),
    WATERMARK_OF_WHOLE_TASK("4.2.3 the watermark comes with the record", "windows"),
    REJECTED_RECORD_MOVES_WATERMARK("4.2.3 the watermark comes with the record", "windows"),
    HEARTBEAT_CARRIES_UNDRAINED_WATERMARK("4.2.4 a heartbeat carries what was drained", "windows"),
    MARKER_BEFORE_DELTAS("4.2.4 deltas precede the mark that covers them", "windows"),
    MARKER_TO_ONE_PARTITION_ONLY("4.2.4 every internal partition hears every mark", "windows"),
    UNHEARD_PARTITION_DOES_NOT_BLOCK("4.2.5 a window waits for all known partitions", "windows"),
    IDLE_WITH_DIRTY_HEAP("4.2.6 idle means clean and read to the end", "revisions"),
    IDLE_BEFORE_READ_TO_END("4.2.6 idle means clean and read to the end", "revisions"),
    FUTURE_JUDGED_BY_CLOCK_ON_WALL("4.2.8 the far future is judged by the record's timestamp", "windows"),

    APPLIED_OFFSETS_NOT_SKIPPED("4.3 what was applied is skipped", "windows"),
    CONTINUITY_NOT_CHECKED("4.3 lost and doubled records are found", "windows"),
    LIFE_CLAIMS_TO_FOLLOW_ON("4.3 lost and doubled records are found", "windows"),
    AUDIT_FINDS_NOTHING("4.3 a gap is suspect until it is read again", "windows"),
    AUDIT_FINDS_RECORDS_EVERYWHERE("4.3 a gap without records is harmless", "integrity"),
    SUSPECT_MARK_NOT_HELD("4.3 no window closes on doubtful counts", "windows"),
    DOUBT_FORGOTTEN_AT_RESTART("4.3 no window closes on doubtful counts", "windows"),
    FLAG_FORGOTTEN_AT_RESTART("4.3 what is touched is flagged", "windows"),
    TOO_FEW_WINDOWS_FLAGGED("4.3 what is touched is flagged", "windows");

    private final String rule;
    private final String symptom;

    Mutation(String rule, String symptom) {
        this.rule = rule;
        this.symptom = symptom;
    }

    /** The rule that is broken. */
    String rule() {
        return rule;
    }

    /** Which check must fail. */
    String symptom() {
        return symptom;
    }
}
