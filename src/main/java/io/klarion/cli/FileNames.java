package io.klarion.cli;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** Names made from the names of files. */
final class FileNames {

    private static final Pattern DATA_ENDING =
            Pattern.compile("(?i)\\.((jsonl|ndjson|json|csv)(\\.(gz|zst))?|parquet)$");
    /** Which files of records are read. */
    static final String FORMATS =
            "JSON lines (.jsonl, .ndjson, .json) or CSV with a header (.csv), plain, .gz or .zst; or Parquet (.parquet)";

    private static final Pattern CONFIG_ENDING = Pattern.compile("(?i)\\.ya?ml$");
    private static final int LONGEST = 60;

    private FileNames() {}

    /** A monitor's name, which is also a topic's, from its data's file: {@code loans.csv.gz} makes {@code loans}. */
    static String monitor(Path data) {
        String plain = DATA_ENDING
                .matcher(of(data))
                .replaceFirst("")
                .replaceAll("[^A-Za-z0-9._-]+", "-")
                .replaceAll("^[^A-Za-z0-9]+|[^A-Za-z0-9]+$", "");
        String name = plain.substring(0, Math.min(LONGEST, plain.length()));
        return name.isEmpty() ? "data" : name;
    }

    /** The reference beside a config: {@code loans.yaml} has {@code loans-reference.json}. */
    static Path reference(Path config) {
        return config.resolveSibling(CONFIG_ENDING.matcher(of(config)).replaceFirst("") + "-reference.json");
    }

    /** The last name of {@code path}. */
    static String of(Path path) {
        Path name = path.getFileName();
        return name == null ? "" : name.toString();
    }
}
