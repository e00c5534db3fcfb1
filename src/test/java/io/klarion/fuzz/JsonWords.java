package io.klarion.fuzz;

import java.util.List;
import java.util.stream.Stream;

/** Words of JSON that readers may not expect where they are put. */
final class JsonWords {

    private JsonWords() {}

    static List<String> with(String... more) {
        return Stream.concat(
                        Stream.of(
                                "null",
                                "true",
                                "-1",
                                "1e400",
                                "99999999999999999999",
                                "\"\"",
                                "[]",
                                "{}",
                                "[null]",
                                "\"Infinity\"",
                                "\"+1000000000-12-31T23:59:59Z\"",
                                "{\"a\":",
                                "[",
                                "},{",
                                "],[",
                                "\\ud800",
                                "\u0000",
                                "NaN"),
                        Stream.of(more))
                .toList();
    }
}
