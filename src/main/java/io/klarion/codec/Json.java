package io.klarion.codec;

import io.klarion.core.distribution.Segment;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The parts that verdicts and alerts share in their JSON forms. */
final class Json {

    static final JsonMapper MAPPER = new JsonMapper();

    private Json() {}

    static JsonGenerator generator(OutputStream out) {
        return MAPPER.createGenerator(out);
    }

    static void number(String name, double value, JsonGenerator out) {
        if (Double.isFinite(value)) {
            out.writeNumberProperty(name, value);
        } else {
            out.writeStringProperty(name, Double.toString(value));
        }
    }

    static void segment(List<String> names, Segment segment, JsonGenerator out) {
        out.writeObjectPropertyStart("segment");
        for (int i = 0; i < names.size(); i++) {
            out.writeStringProperty(names.get(i), segment.values().get(i));
        }
        out.writeEndObject();
    }

    static void window(String name, long start, long end, JsonGenerator out) {
        out.writeObjectPropertyStart(name);
        out.writeStringProperty("start", Instant.ofEpochMilli(start).toString());
        out.writeStringProperty("end", Instant.ofEpochMilli(end).toString());
        out.writeEndObject();
    }

    static OptionalDouble number(JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (value.isString()) {
            return OptionalDouble.of(Double.parseDouble(value.stringValue()));
        }
        return value.isNumber() ? OptionalDouble.of(value.doubleValue()) : OptionalDouble.empty();
    }

    static List<String> names(JsonNode object) {
        return List.copyOf(object.propertyNames());
    }

    static Segment segment(JsonNode object) {
        List<String> values = new ArrayList<>();
        object.propertyNames().forEach(name -> values.add(object.get(name).stringValue()));
        return new Segment(values);
    }

    static long time(JsonNode node) {
        return Instant.parse(node.stringValue()).toEpochMilli();
    }
}
