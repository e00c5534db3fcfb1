package io.klarion.codec;

/**
 * Finds where JSON values end. Stricter than JSON: whatever is not plain to see is left to the parser. All methods
 * return the place behind, or {@link #UNSURE}; a place behind the end of the data is read as 0, which is no JSON.
 */
final class JsonSkip {

    /** Not plain to see: not JSON, or JSON with something rare in it. */
    static final int UNSURE = -1;

    private static final int DEEPEST = 32;
    private static final int TOKENS_OF_A_VALUE = 3;

    private final int maxDepth;
    private final int maxName;
    private final int maxNumber;
    private final int maxTokens;
    private byte[] data = {};
    private int end;
    private int tokens;

    JsonSkip(DecodeLimits limits) {
        this.maxDepth = Math.min(DEEPEST, limits.maxDepth());
        this.maxName = limits.maxNameLength();
        this.maxTokens = limits.maxTokens();
        this.maxNumber = Math.min(limits.maxNumberLength(), limits.maxTextLength()); // the parser holds numbers to both
    }

    /** From now on looks at a record that ends at {@code limit}. */
    void use(byte[] record, int limit) {
        data = record;
        end = limit;
        tokens = 0;
    }

    /** Counts a value with its name: as two brackets, should it have any, so never too few. */
    void countTokens() {
        countTokens(1);
    }

    /** Counts so many values with their names. */
    void countTokens(int values) {
        tokens += TOKENS_OF_A_VALUE * values;
    }

    /** Whether the record has no more tokens than it may. */
    boolean keepsTokenLimit() {
        return tokens <= maxTokens;
    }

    /** The byte at a place. */
    int at(int place) {
        return place < end ? data[place] : 0;
    }

    /** Past white space. */
    int space(int place) {
        int at = place;
        int b = at(at);
        while (b <= ' ' && (b == ' ' || b == '\n' || b == '\r' || b == '\t')) {
            b = at(++at);
        }
        return at;
    }

    /** Past white space behind a place; {@link #UNSURE} stays so. */
    int spaceBehind(int place) {
        return place < 0 ? UNSURE : space(place);
    }

    /** Past any value; {@code depth} is how many objects and arrays it stands in. */
    int value(int place, int depth) {
        countTokens();
        return switch (at(place)) {
            case '"' -> text(place + 1);
            case '{' -> object(place + 1, depth + 1);
            case '[' -> array(place + 1, depth + 1);
            case 't' -> literal(place, "true");
            case 'f' -> literal(place, "false");
            case 'n' -> literal(place, "null");
            default -> number(place);
        };
    }

    private int object(int place, int depth) {
        if (depth > maxDepth) {
            return UNSURE;
        }
        int at = space(place);
        if (at(at) == '}') {
            return at + 1;
        }
        while (true) {
            at = name(at);
            if (at < 0) {
                return UNSURE;
            }
            at = value(at, depth);
            at = at < 0 ? at : space(at);
            if (at < 0 || at(at) == '}') {
                return at < 0 ? UNSURE : at + 1;
            }
            if (at(at) != ',') {
                return UNSURE;
            }
            at = space(at + 1);
        }
    }

    /* Past a name, the colon and what space is around it. */
    private int name(int place) {
        int end = at(place) == '"' ? text(place + 1) : UNSURE;
        if (end < 0 || end - place - 2 > maxName) {
            return UNSURE;
        }
        int at = space(end);
        return at(at) == ':' ? space(at + 1) : UNSURE;
    }

    private int array(int place, int depth) {
        if (depth > maxDepth) {
            return UNSURE;
        }
        int at = space(place);
        if (at(at) == ']') {
            return at + 1;
        }
        while (true) {
            at = value(at, depth);
            at = at < 0 ? at : space(at);
            if (at < 0 || at(at) == ']') {
                return at < 0 ? UNSURE : at + 1;
            }
            if (at(at) != ',') {
                return UNSURE;
            }
            at = space(at + 1);
        }
    }

    /** Past a text, from behind its first quotation mark. */
    int text(int place) {
        int at = plain(place);
        while (at(at) == '\\' && "\"\\/bfnrt".indexOf(at(at + 1)) >= 0) {
            at = plain(at + 2);
        }
        return at(at) == '"' ? at + 1 : UNSURE;
    }

    /** Past all that stands in a text as it is: at a quotation mark, a backslash, a control character or the end. */
    int plain(int place) {
        int at = place;
        while (at + EightBytes.COUNT <= end) {
            long bytes = EightBytes.at(data, at);
            if (!EightBytes.arePlain(bytes)) {
                return at + EightBytes.plain(bytes);
            }
            at += EightBytes.COUNT;
        }
        while (at < end && data[at] != '"' && data[at] != '\\' && (data[at] < 0 || data[at] >= ' ')) {
            at++;
        }
        return at;
    }

    /** Past one of the three words. */
    int literal(int place, String word) {
        for (int i = 0; i < word.length(); i++) {
            if (at(place + i) != word.charAt(i)) {
                return UNSURE;
            }
        }
        return place + word.length();
    }

    /** Past a number. */
    int number(int place) {
        int at = at(place) == '-' ? place + 1 : place;
        int whole = digits(at);
        if (whole == at || (at(at) == '0' && whole > at + 1)) {
            return UNSURE;
        }
        int end = power(fraction(whole));
        return within(place, end);
    }

    /** The end of a number that is not too long, else {@link #UNSURE}. */
    int within(int place, int end) {
        return end - place <= maxNumber ? end : UNSURE;
    }

    /* Past the point and what is behind it, if there is one. */
    private int fraction(int place) {
        if (at(place) != '.') {
            return place;
        }
        int end = digits(place + 1);
        return end == place + 1 ? UNSURE : end;
    }

    /* Past an exponent, if there is one. */
    private int power(int place) {
        if (place < 0 || (at(place) != 'e' && at(place) != 'E')) {
            return place;
        }
        int from = at(place + 1) == '+' || at(place + 1) == '-' ? place + 2 : place + 1;
        int end = digits(from);
        return end == from ? UNSURE : end;
    }

    private int digits(int place) {
        int at = place;
        while (at + EightBytes.COUNT <= end) {
            long bytes = EightBytes.at(data, at);
            if (!EightBytes.areDigits(bytes)) {
                return at + EightBytes.digits(bytes);
            }
            at += EightBytes.COUNT;
        }
        while (at < end && data[at] >= '0' && data[at] <= '9') {
            at++;
        }
        return at;
    }
}
