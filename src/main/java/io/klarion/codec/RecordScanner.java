package io.klarion.codec;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/**
 * Reads plain records straight from their bytes: names are compared where they are expected, what is not read is only
 * passed over, numbers go to their cells without being parsed to the last bit. Whatever is not plain (escapes in what is
 * read, names twice in an object, elements of arrays that are read, anything near a limit or not JSON) is left to the
 * parser, which alone decides what a record is. Expects UTF-8. Single-threaded.
 */
final class RecordScanner {

    private static final int UNSURE = JsonSkip.UNSURE;

    private final PathNode root;
    private final int maxDepth;
    private final int maxText;
    private final int maxName;
    private final JsonSkip skip;
    private final @Nullable NameTable[] names;
    private final PlainFields plain;
    private final ScannedValue value = new ScannedValue();
    private final RecordFields fields;
    private byte[] data = {};
    private int limit;
    private long record;
    private int valueStart;

    RecordScanner(TopicPlan plan, DecodeLimits limits, RecordFields fields) {
        this.root = plan.root();
        this.skip = new JsonSkip(limits);
        this.maxDepth = limits.maxDepth();
        this.maxText = limits.maxTextLength();
        this.maxName = limits.maxNameLength();
        this.names = new NameTable[plan.nodes()];
        this.plain = new PlainFields(limits, skip, fields);
        this.fields = fields;
    }

    /** Reads a record; returns false when it must be read by the parser, from scratch. */
    boolean read(byte[] bytes, int from, int to) {
        data = bytes;
        limit = to;
        skip.use(bytes, to);
        plain.use(bytes, to);
        value.use(bytes, to);
        record++;
        int at = skip.space(from);
        if (skip.at(at) != '{' || root.isLeaf()) {
            return false;
        }
        skip.countTokens();
        int end = value(at, root, 0);
        return end >= 0 && skip.space(end) == to && skip.keepsTokenLimit();
    }

    private int value(int at, PathNode node, int depth) {
        return switch (skip.at(at)) {
            case '"' -> text(at + 1, node);
            case '{' -> object(at, node, depth + 1);
            case '[' -> node.elements() > 0 ? UNSURE : take(JsonToken.START_ARRAY, at, skip.value(at, depth), node);
            case 't' -> take(JsonToken.VALUE_TRUE, at, skip.literal(at, "true"), node);
            case 'f' -> take(JsonToken.VALUE_FALSE, at, skip.literal(at, "false"), node);
            case 'n' -> take(JsonToken.VALUE_NULL, at, skip.literal(at, "null"), node);
            default -> number(at, node);
        };
    }

    private int take(JsonToken token, int from, int to, PathNode node) {
        if (to >= 0) {
            value.set(token, from, to);
            node.read(value, fields);
        }
        return to;
    }

    private int text(int from, PathNode node) {
        int end = skip.plain(from);
        if (skip.at(end) != '"' || end - from > maxText) {
            return UNSURE;
        }
        value.set(JsonToken.VALUE_STRING, from, end);
        node.readText(value, fields);
        return end + 1;
    }

    private int number(int from, PathNode node) {
        if (from == limit) {
            return UNSURE;
        }
        int end = value.setNumber(from, skip);
        if (end >= 0) {
            node.readNumber(value, fields);
        }
        return end;
    }

    private int object(int from, PathNode node, int depth) {
        if (depth > maxDepth) {
            return UNSURE;
        }
        value.set(JsonToken.START_OBJECT, from, from + 1);
        node.read(value, fields);
        return node.isLeaf() ? skip.value(from, depth - 1) : fields(skip.space(from + 1), node, depth);
    }

    private int fields(int from, PathNode node, int depth) {
        if (skip.at(from) == '}') {
            return from + 1;
        }
        NameTable table = names(node);
        FieldName name = table.unknown();
        int at = from;
        while (true) {
            int behind = plain.read(at, name, record);
            name = plain.last();
            if (behind > at && skip.at(behind) == ',') {
                at = skip.space(behind + 1);
                behind = at;
            }
            if (behind == at) {
                FieldName tried = name.next;
                name = name(at, name, table);
                behind = field(valueStart, name, name == tried, depth);
            }
            if (behind < 0 || skip.at(behind) != ',') {
                return behind >= 0 && skip.at(behind) == '}' ? behind + 1 : UNSURE;
            }
            at = skip.space(behind + 1);
        }
    }

    /* The name that stands somewhere; leaves the place of its value, which is unsure where the name is. */
    private FieldName name(int from, FieldName before, NameTable table) {
        FieldName expected = before.next;
        if (expected != null && expected.stands(data, from, limit)) {
            valueStart = skip.space(from + expected.length());
            return expected;
        }
        int end = nameEnd(from);
        valueStart = end < 0 ? UNSURE : colon(end + 1);
        return end < 0 ? before : table.find(data, from + 1, end, before);
    }

    /* From a value to behind it and white space. */
    private int field(int from, FieldName name, boolean isTried, int depth) {
        if (from < 0) {
            return UNSURE;
        }
        PathNode child = name.child;
        if (child == null) {
            return skip.spaceBehind(skip.value(from, depth));
        }
        if (name.met == record) {
            return UNSURE;
        }
        name.met = record;
        skip.countTokens();
        int end = isTried ? UNSURE : plain.value(from, name.target);
        return skip.spaceBehind(end >= 0 ? end : value(from, child, depth));
    }

    /* From behind a name to the value. */
    private int colon(int from) {
        int at = skip.space(from);
        return skip.at(at) == ':' ? skip.space(at + 1) : UNSURE;
    }

    /* The place of the quotation mark behind a name. */
    private int nameEnd(int from) {
        if (skip.at(from) != '"') {
            return UNSURE;
        }
        int end = skip.plain(from + 1);
        return skip.at(end) == '"' && end - from - 1 <= maxName ? end : UNSURE;
    }

    private NameTable names(PathNode node) {
        NameTable table = names[node.id()];
        if (table == null) {
            table = new NameTable(node);
            names[node.id()] = table;
        }
        return table;
    }
}
