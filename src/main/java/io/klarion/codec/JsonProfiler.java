package io.klarion.codec;

import io.klarion.core.profile.Column;
import io.klarion.core.profile.DataProfile;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Adds JSON records to a {@link DataProfile}: every single value under its JSON pointer, arrays as they are. Reads with
 * the limits of the decoder. Not thread-safe.
 */
public final class JsonProfiler {

    private final DataProfile profile;
    private final JsonFactory json = DecodeLimits.DEFAULT.parsers();

    /** Adds to {@code profile}. */
    public JsonProfiler(DataProfile profile) {
        this.profile = profile;
    }

    /**
     * Adds one record.
     *
     * @return false, and nothing is added, when it is not one JSON object within the limits
     */
    public boolean add(byte[] data) {
        if (!isObject(data)) {
            return false;
        }
        profile.record();
        try (JsonParser parser = json.createParser(ObjectReadContext.empty(), data)) {
            parser.nextToken();
            addObject(parser, "");
        }
        return true;
    }

    private boolean isObject(byte[] data) {
        try (JsonParser parser = json.createParser(ObjectReadContext.empty(), data)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING) {
                    parser.getStringLength();
                }
            }
            return true;
        } catch (JacksonException e) {
            return false;
        }
    }

    /* No deeper than the limit on nesting. */
    private void addObject(JsonParser parser, String pointer) {
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            String path = pointer + "/" + name.replace("~", "~0").replace("/", "~1");
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                addObject(parser, path);
            } else {
                Column column = profile.at(path);
                if (column != null) {
                    addValue(parser, column);
                }
                parser.skipChildren();
            }
        }
    }

    private static void addValue(JsonParser parser, Column column) {
        switch (parser.currentToken()) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                column.number(parser.getDoubleValue(), column.takesNumbersAsText() ? parser.getString() : "");
            case VALUE_STRING -> addText(parser, column);
            case VALUE_TRUE -> column.bool(true);
            case VALUE_FALSE -> column.bool(false);
            case START_ARRAY -> column.composite();
            case VALUE_NULL -> {}
            default -> throw new IllegalStateException("a value was expected, was " + parser.currentToken());
        }
    }

    private static void addText(JsonParser parser, Column column) {
        long time = IsoTime.parse(parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength());
        if (time >= 0) {
            column.time(parser.getString(), time);
        } else {
            column.text(parser.getString());
        }
    }
}
