package io.klarion.cli;

import java.util.List;
import java.util.stream.Stream;

/** The names a JSON pointer goes through. */
final class FieldNames {

    private FieldNames() {}

    /** The names from the outermost: {@code /a/b~1c} goes through {@code a} and {@code b/c}. */
    static List<String> of(String pointer) {
        return Stream.of(pointer.split("/", -1))
                .skip(1)
                .map(name -> name.replace("~1", "/").replace("~0", "~"))
                .toList();
    }

    /** The innermost name. */
    static String last(String pointer) {
        List<String> names = of(pointer);
        return names.get(names.size() - 1);
    }
}
