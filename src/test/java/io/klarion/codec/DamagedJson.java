package io.klarion.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes JSON documents apart, byte by byte and value by value. */
final class DamagedJson {

    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final String[] INTRUDERS = {
        "null",
        "true",
        "0",
        "-1",
        "1.5",
        "1e400",
        "-1e400",
        "99999999999999999999",
        "\"\"",
        "\"x\"",
        "\"NaN\"",
        "\"Infinity\"",
        "\"0x1p3\"",
        "\"+1000000000-12-31T23:59:59Z\"",
        "\"-1000000000-01-01T00:00:00Z\"",
        "[]",
        "{}",
        "[[]]",
        "[null]",
        "{\"a\":null}"
    };

    private final SplittableRandom random;

    DamagedJson(SplittableRandom random) {
        this.random = random;
    }

    /** The bytes cut off, or a few of them changed, taken out or doubled. */
    byte[] bytes(byte[] whole) {
        if (random.nextInt(8) == 0) {
            return Arrays.copyOf(whole, random.nextInt(whole.length));
        }
        byte[] bytes = whole.clone();
        for (int i = random.nextInt(1, 4); i > 0 && bytes.length > 0; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(3)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt();
                default -> bytes = without(bytes, at);
            }
        }
        return bytes;
    }

    private static byte[] without(byte[] bytes, int at) {
        byte[] shorter = Arrays.copyOf(bytes, bytes.length - 1);
        System.arraycopy(bytes, at + 1, shorter, at, bytes.length - at - 1);
        return shorter;
    }

    /** Well-formed, but one value, at any depth, is absent or another. */
    byte[] value(byte[] whole) {
        JsonNode tree = MAPPER.readTree(whole);
        List<JsonNode> containers = new ArrayList<>();
        collect(tree, containers);
        JsonNode container = containers.get(random.nextInt(containers.size()));
        JsonNode intruder = MAPPER.readTree(INTRUDERS[random.nextInt(INTRUDERS.length)]);
        int at = random.nextInt(container.size());
        if (container instanceof ObjectNode object) {
            String name = List.copyOf(object.propertyNames()).get(at);
            if (random.nextInt(3) == 0) {
                object.remove(name);
            } else {
                object.set(name, intruder);
            }
        } else {
            ((ArrayNode) container).set(at, intruder);
        }
        return MAPPER.writeValueAsBytes(tree);
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainer() && !node.isEmpty()) {
            containers.add(node);
        }
        node.values().forEach(child -> collect(child, containers));
    }
}
