package io.klarion.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Every way in which one field of a document can be wrong: gone, a null, an array; and a field too many. */
public final class SchemaMutants {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private SchemaMutants() {}

    /**
     * The mutants of {@code document}, each with what was done to it.
     *
     * @param optional names of fields that may be absent
     */
    public static Map<String, JsonNode> of(JsonNode document, List<String> optional) {
        Map<String, JsonNode> mutants = new TreeMap<>();
        List<String> objects = new ArrayList<>();
        collect(document, "", objects);
        for (String pointer : objects) {
            for (String name : document.at(pointer).propertyNames()) {
                String field = pointer + "/" + name;
                put(mutants, document, pointer, field + " null", at -> at.putNull(name));
                put(
                        mutants,
                        document,
                        pointer,
                        field + " an array",
                        at -> at.putArray(name).addArray());
                if (!optional.contains(name)) {
                    put(mutants, document, pointer, field + " gone", at -> at.remove(name));
                }
            }
            put(mutants, document, pointer, pointer + "/unknown there", at -> at.putArray("unknown"));
        }
        return mutants;
    }

    /** The document with the JSON {@code value} in place of the one at {@code pointer}. */
    public static JsonNode with(JsonNode document, String pointer, String value) {
        JsonPointer field = JsonPointer.compile(pointer);
        JsonNode mutant = copy(document);
        ObjectNode object = (ObjectNode) mutant.at(field.head());
        object.replace(field.last().getMatchingProperty(), MAPPER.readTree(value));
        return mutant;
    }

    private static JsonNode copy(JsonNode document) {
        return MAPPER.readTree(MAPPER.writeValueAsString(document));
    }

    private interface Change {
        void to(ObjectNode object);
    }

    private static void put(
            Map<String, JsonNode> mutants, JsonNode document, String pointer, String name, Change change) {
        JsonNode mutant = copy(document);
        change.to((ObjectNode) mutant.at(pointer));
        mutants.put(name, mutant);
    }

    private static void collect(JsonNode node, String pointer, List<String> objects) {
        if (node.isObject()) {
            objects.add(pointer);
            node.propertyNames().forEach(name -> collect(node.get(name), pointer + "/" + name, objects));
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collect(node.get(i), pointer + "/" + i, objects);
        }
    }
}
