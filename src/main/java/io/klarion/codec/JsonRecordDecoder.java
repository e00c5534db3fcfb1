package io.klarion.codec;

import io.klarion.core.distribution.Segment;
import io.klarion.core.protocol.BinnedRecord;
import io.klarion.core.protocol.RejectReason;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads JSON records into cells: one pass, only what the plan names. Plain records are scanned, and nothing is
 * allocated for them; what is not plain goes to the parser, with the same result. Total: whatever the bytes, {@link #decode} returns, and says in
 * {@link BinnedRecord#rejection} why a record is not counted.
 *
 * <p>A record is one JSON object in UTF-8. Of equal names in an object the last one wins, with all that is inside it.
 * A field that is absent or null is missing. Then, by type of feature:
 *
 * <ul>
 *   <li>numeric: a number has its cell, one too large for a double is invalid; texts (even of digits), booleans, objects
 *       and arrays are invalid;
 *   <li>categorical: a text has its cell; a number or boolean is taken as it is written ({@code 1.0} is not
 *       {@code 1}); objects and arrays are invalid;
 *   <li>boolean: {@code true} and {@code false}; anything else, the texts {@code "true"} and {@code "false"} too, is
 *       invalid, since a producer that changes its types should be seen.
 * </ul>
 *
 * <p>Not thread-safe: one for each thread.
 */
public final class JsonRecordDecoder {

    /**
     * The system property that, where it is {@code true}, leaves every record to the parser: the same results at the parser's
     * price. To rule the scanner out when a result is doubted, and to measure what it saves.
     */
    public static final String PARSE_ONLY = "klarion.parse-only";

    private final TopicPlan plan;
    private final DecodeLimits limits;
    private final JsonFactory json;
    private final RecordFields fields;
    private final @Nullable RecordScanner scanner;
    private final Utf8Check utf8 = new Utf8Check();
    /* Which record a node was last met in; met again in the same one, its name is a duplicate. */
    private final long[] met;
    private long record;

    /** A decoder with {@link DecodeLimits#DEFAULT}. */
    public JsonRecordDecoder(TopicPlan plan) {
        this(plan, DecodeLimits.DEFAULT);
    }

    /** A decoder of the records of {@code plan}'s topic. */
    public JsonRecordDecoder(TopicPlan plan, DecodeLimits limits) {
        this(plan, limits, !Boolean.getBoolean(PARSE_ONLY));
    }

    private JsonRecordDecoder(TopicPlan plan, DecodeLimits limits, boolean scans) {
        this.plan = plan;
        this.limits = limits;
        this.fields = new RecordFields(plan.segmentStart(plan.monitors().size()));
        this.met = new long[plan.nodes()];
        this.json = limits.parsers();
        this.scanner = scans ? new RecordScanner(plan, limits, fields) : null;
    }

    /** Whether plain records are scanned. */
    boolean isScanning() {
        return scanner != null;
    }

    /** A decoder that leaves every record to the parser, as with {@link #PARSE_ONLY}. */
    public static JsonRecordDecoder parsing(TopicPlan plan) {
        return new JsonRecordDecoder(plan, DecodeLimits.DEFAULT, false);
    }

    /**
     * Reads one record.
     *
     * @param data the record's bytes, kept in {@code into}; null for none
     * @param into all but the watermark is overwritten; its arrays are replaced when they are too short. The event
     *     time is −1 when it is the Kafka record's own
     */
    public void decode(byte @Nullable [] data, BinnedRecord into) {
        if (data == null) {
            start(into);
            into.setRaw(null, 0, 0);
            into.reject(RejectReason.EMPTY, "");
        } else {
            decode(data, 0, data.length, into);
        }
    }

    /** Reads one record that lies in a larger array; as {@link #decode(byte[], BinnedRecord)}. */
    public void decode(byte[] data, int from, int to, BinnedRecord into) {
        start(into);
        into.setRaw(data, from, to);
        if (to - from > limits.maxBytes()) {
            into.reject(RejectReason.TOO_LARGE, "must be at most " + limits.maxBytes() + " bytes, was " + (to - from));
            return;
        }
        int invalid = utf8.firstInvalid(data, from, to);
        if (invalid >= 0) {
            into.reject(RejectReason.MALFORMED, "must be UTF-8, was not at byte " + (invalid - from));
        } else if (scanner != null && scanner.read(data, from, to)) {
            finish(into);
        } else {
            startFields(into);
            parse(data, from, to, into);
        }
    }

    private void start(BinnedRecord into) {
        if (into.cells.length < plan.features()) {
            into.cells = new int[plan.features()];
        }
        if (into.segments.length < plan.monitors().size()) {
            into.segments = new String[plan.monitors().size()];
        }
        if (plan.keepsOthers() && into.others.length < plan.features()) {
            into.others = new String[plan.features()];
        }
        into.rejection = null;
        into.detail = "";
        into.eventTime = RecordFields.TIME_ABSENT;
        startFields(into);
    }

    private void startFields(BinnedRecord into) {
        fields.start(into.cells, into.others, plan.missing(), Segment.MISSING);
        record++;
    }

    private void parse(byte[] data, int from, int to, BinnedRecord into) {
        try (JsonParser parser = json.createParser(ObjectReadContext.empty(), data, from, to - from)) {
            if (readDocument(parser)) {
                finish(into);
            } else {
                into.reject(
                        RejectReason.MALFORMED, "must be one JSON object, was not" + at(parser.currentTokenLocation()));
            }
        } catch (StreamConstraintsException e) {
            into.reject(RejectReason.LIMIT_EXCEEDED, "must keep the limits, but " + limit(e) + " does not");
        } catch (JacksonException e) {
            into.reject(RejectReason.MALFORMED, "must be JSON, was not" + at(e.getLocation()));
        } catch (RuntimeException e) {
            /* A fault of the parser on hostile bytes must not end the stream; tests hold that ours has none. */
            into.reject(RejectReason.MALFORMED, "unreadable: " + e.getClass().getSimpleName());
        }
    }

    private boolean readDocument(JsonParser parser) {
        JsonToken token = parser.nextToken();
        if (token != JsonToken.START_OBJECT) {
            return false;
        }
        readValue(parser, token, plan.root());
        return parser.nextToken() == null;
    }

    /* As deep as the longest JSON pointer; skipping what is below does not recurse. */
    private void readValue(JsonParser parser, JsonToken token, PathNode node) {
        if (met[node.id()] == record) {
            node.clear(fields);
        }
        met[node.id()] = record;
        node.read(new ParsedValue(parser), fields);
        if (token == JsonToken.START_OBJECT && !node.isLeaf()) {
            readObject(parser, node);
        } else if (token == JsonToken.START_ARRAY && node.elements() > 0) {
            readArray(parser, node);
        } else {
            parser.skipChildren();
        }
    }

    private void readObject(JsonParser parser, PathNode node) {
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken token = parser.nextToken();
            PathNode child = node.child(name);
            if (child == null) {
                parser.skipChildren();
            } else {
                readValue(parser, token, child);
            }
        }
    }

    private void readArray(JsonParser parser, PathNode node) {
        int next = 0;
        int index = 0;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (next < node.elements() && node.index(next) == index) {
                readValue(parser, token, node.element(next));
                next++;
            } else {
                parser.skipChildren();
            }
            index++;
        }
    }

    private void finish(BinnedRecord into) {
        for (int p = 0; p < plan.pairs().size(); p++) {
            TopicPlan.Pair pair = plan.pairs().get(p);
            into.cells[pair.position()] = pair.binning().cellOf(into.cells[pair.first()], into.cells[pair.second()]);
        }
        for (int m = 0; m < plan.monitors().size(); m++) {
            int from = plan.segmentStart(m);
            int to = plan.segmentStart(m + 1);
            into.segments[m] = to - from == 1 ? fields.segments[from] : fields.texts.join(fields.segments, from, to);
        }
        if (plan.usesRecordTimestamp()) {
            return;
        }
        if (fields.time >= 0) {
            into.eventTime = fields.time;
        } else if (fields.time == RecordFields.TIME_ABSENT) {
            into.reject(RejectReason.TIME_MISSING, plan.eventTime().field() + ": must be there, was absent or null");
        } else {
            into.reject(
                    RejectReason.TIME_INVALID,
                    plan.eventTime().field() + ": must be a time from 1970 to 9999 written as "
                            + plan.eventTime().unit().name().toLowerCase(Locale.ROOT) + ", was not");
        }
    }

    private static String at(@Nullable TokenStreamLocation location) {
        return location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    /* The parser's message up to its first number names the limit and holds nothing of the record. */
    private static String limit(StreamConstraintsException e) {
        String message = e.getOriginalMessage();
        int bracket = message.indexOf(" (");
        return bracket < 0 ? "the record" : message.substring(0, bracket);
    }
}
