package io.klarion.codec;

import java.util.SplittableRandom;

/**
 * Random JSON objects over few names, so that monitored paths, duplicates and dead ends all come up often. Numbers
 * are written as a tree writes them back, since the oracle sees no other form.
 */
final class RandomJson {

    private static final String[] NAMES = {"a", "b", "c", "a/b", "m~n", "0", "1", "", "é", "\\u0061", "other"};
    private static final String[] SCALARS = {
        "0",
        "5",
        "9.99",
        "10",
        "15.5",
        "20",
        "21",
        "1",
        "-3",
        "15.25",
        "12345678901234567890",
        "true",
        "false",
        "null",
        "\"red\"",
        "\"green\"",
        "\"1\"",
        "\"true\"",
        "\"\"",
        "\"r\\u0065d\"",
        "\"blue\\n\"",
        "\"😀é\"",
        "\"5\""
    };

    private final SplittableRandom random;

    RandomJson(SplittableRandom random) {
        this.random = random;
    }

    String object(int depth) {
        StringBuilder text = new StringBuilder("{");
        int fields = random.nextInt(8);
        for (int i = 0; i < fields; i++) {
            text.append(i == 0 ? "" : ",").append(space());
            text.append('"').append(pick(NAMES)).append('"').append(space()).append(':');
            text.append(space()).append(value(depth - 1)).append(space());
        }
        return text.append('}').toString();
    }

    private String value(int depth) {
        int kind = depth <= 0 ? 9 : random.nextInt(10);
        if (kind < 2) {
            return object(depth);
        }
        return kind < 4 ? array(depth) : pick(SCALARS);
    }

    private String array(int depth) {
        StringBuilder text = new StringBuilder("[");
        int elements = random.nextInt(4);
        for (int i = 0; i < elements; i++) {
            text.append(i == 0 ? "" : ",").append(value(depth - 1));
        }
        return text.append(']').toString();
    }

    private String space() {
        return random.nextInt(6) == 0 ? " \n\t".substring(0, random.nextInt(4)) : "";
    }

    private String pick(String[] from) {
        return from[random.nextInt(from.length)];
    }
}
