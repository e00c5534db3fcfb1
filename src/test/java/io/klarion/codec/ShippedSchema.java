package io.klarion.codec;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A JSON Schema of what Klarion writes, as it is shipped. */
public final class ShippedSchema {

    private final JsonNode tree;
    private final Schema schema;

    /** The schema of {@code config/schema/<name>.schema.json}. */
    public ShippedSchema(String name) {
        tree = JsonMapper.shared()
                .readTree(Path.of("config", "schema", name + ".schema.json").toFile());
        schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(tree);
    }

    /** What is wrong with a document. */
    public List<String> problems(JsonNode document) {
        return schema.validate(document).stream().map(Error::toString).toList();
    }

    /** The names of those documents that obey. */
    public List<String> accepted(Map<String, JsonNode> documents) {
        return documents.entrySet().stream()
                .filter(entry -> problems(entry.getValue()).isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The part of the schema at a JSON pointer. */
    public JsonNode at(String pointer) {
        return tree.at(pointer);
    }
}
