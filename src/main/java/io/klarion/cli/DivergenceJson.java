package io.klarion.cli;

import io.klarion.core.divergence.Evidence;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A comparison as one JSON object, with the field names of a verdict. Infinity is the text {@code "Infinity"}. */
final class DivergenceJson {

    private static final JsonMapper JSON = new JsonMapper();

    private DivergenceJson() {}

    static String render(ComparedCells compared) {
        ObjectNode root = JSON.createObjectNode();
        root.put("measure", compared.measure().key());
        root.put("base", compared.base().key());
        root.put("smoothing", compared.smoothing().toString());
        ObjectNode measures = root.putObject("measures");
        compared.measures().forEach((key, value) -> put(measures, key, value));
        compared.evidence().ifPresent(evidence -> put(root.putObject("evidence"), compared, evidence));
        ArrayNode cells = root.putArray("cells");
        for (int cell = 0; cell < compared.labels().size(); cell++) {
            put(cells.addObject(), compared, cell);
        }
        return JSON.writeValueAsString(root);
    }

    private static void put(ObjectNode node, ComparedCells compared, ComparedCells.CountEvidence evidence) {
        if (evidence.bounds().isPresent()) {
            Evidence bounds = evidence.bounds().get();
            put(node, "estimate", compared.base().convert(compared.measure(), bounds.estimate()));
            put(node, "lower", compared.base().convert(compared.measure(), bounds.lower()));
            put(node, "upper", compared.base().convert(compared.measure(), bounds.upper()));
            node.put("confidence", bounds.confidence());
        }
        node.put("n", evidence.n());
        node.put("m", evidence.m());
        node.put("p_value", evidence.pValue());
    }

    private static void put(ObjectNode node, ComparedCells compared, int cell) {
        node.put("cell", compared.labels().get(cell));
        if (!compared.counts().isEmpty()) {
            node.put("count", compared.counts().get(cell));
        }
        node.put("window", compared.pair().window(cell));
        node.put("reference", compared.pair().reference(cell));
        put(node, "contribution", compared.contributions().get(cell));
    }

    private static void put(ObjectNode node, String key, double value) {
        if (Double.isFinite(value)) {
            node.put(key, value);
        } else {
            node.put(key, Double.toString(value));
        }
    }
}
