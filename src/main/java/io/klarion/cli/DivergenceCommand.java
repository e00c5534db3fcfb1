package io.klarion.cli;

import io.klarion.core.detect.DetectSpec;
import io.klarion.core.divergence.Measure;
import io.klarion.core.divergence.Smoothing;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares two rows of numbers given on the command line, so that any number of Klarion can be checked by hand. */
@Command(
        name = "divergence",
        mixinStandardHelpOptions = true,
        description = "Compare two histograms: every measure, what each cell adds, and the evidence.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  klarion divergence --window 10,20,30 --reference 12,18,30",
            "  klarion divergence --window 1/2,1/2 --reference 0.25,0.75 --base 2"
        })
final class DivergenceCommand implements Callable<Integer> {

    private static final String TEXT = "text";
    private static final String JSON = "json";

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--window",
            required = true,
            paramLabel = "N,N,…",
            description = "Counts (whole numbers) or shares (decimals or fractions that sum to 1) of the window, P.")
    private String window = "";

    @Option(
            names = "--reference",
            required = true,
            paramLabel = "N,N,…",
            description = "The same cells of the reference, Q.")
    private String reference = "";

    @Option(names = "--labels", paramLabel = "A,B,…", description = "Names of the cells. Default: 1, 2, 3 …")
    private @Nullable String labels;

    @Option(
            names = "--smoothing",
            paramLabel = "RULE",
            description = "none, additive:ALPHA or floor:EPSILON. Default: additive:0.5 for counts, none for shares.")
    private @Nullable String smoothing;

    @Option(names = "--base", paramLabel = "e|2", description = "Base of the logarithm: e for nats, 2 for bits.")
    private String base = LogBase.E.key();

    @Option(
            names = "--measure",
            paramLabel = "MEASURE",
            description = "What contributions and evidence are about. Default: ${DEFAULT-VALUE}.")
    private String measure = Measure.KL.key();

    @Option(
            names = "--confidence",
            paramLabel = "C",
            description = "One-sided confidence of the bounds. Default: ${DEFAULT-VALUE}.")
    private String confidence = Double.toString(DetectSpec.DEFAULT.confidence());

    @Option(names = "--format", paramLabel = "text|json", description = "How to print it. Default: ${DEFAULT-VALUE}.")
    private String format = TEXT;

    @Override
    public Integer call() {
        List<String> problems = new ArrayList<>();
        CellNumbers p = CellNumbers.parse("--window", window, problems);
        CellNumbers q = CellNumbers.parse("--reference", reference, problems);
        boolean areCounts = p.isWhole() && q.isWhole() && !(p.sumsToOne() && q.sumsToOne());
        ComparedCells.Question question = question(p, q, areCounts, problems);
        require(format.equals(TEXT) || format.equals(JSON), "--format", "be text or json", format, problems);
        if (problems.isEmpty()) {
            try {
                print(
                        areCounts
                                ? ComparedCells.ofCounts(question, p.counts(), q.counts())
                                : ComparedCells.ofShares(question, p.shares(), q.shares()));
                return ExitCode.OK;
            } catch (IllegalArgumentException e) {
                problems.add("--" + e.getMessage());
            }
        }
        problems.forEach(spec.commandLine().getErr()::println);
        return ExitCode.USAGE;
    }

    private ComparedCells.Question question(CellNumbers p, CellNumbers q, boolean areCounts, List<String> problems) {
        int cells = p.values().size();
        requireCells("--reference", q.values().size(), cells, problems);
        List<String> names = labels == null
                ? IntStream.rangeClosed(1, cells).mapToObj(Integer::toString).toList()
                : List.of(labels.split(",", -1));
        requireCells("--labels", names.size(), cells, problems);
        Measure judged = Measure.parse(measure).orElse(Measure.KL);
        String keys = Arrays.stream(Measure.values()).map(Measure::key).collect(Collectors.joining(", "));
        require(Measure.parse(measure).isPresent(), "--measure", "be one of " + keys, measure, problems);
        require(LogBase.parse(base).isPresent(), "--base", "be e or 2", base, problems);
        return new ComparedCells.Question(
                names,
                judged,
                smoothing(areCounts, problems),
                LogBase.parse(base).orElse(LogBase.E),
                confidence(problems));
    }

    private Smoothing smoothing(boolean areCounts, List<String> problems) {
        Smoothing fallback = areCounts ? Smoothing.additive(0.5) : Smoothing.none();
        if (smoothing == null) {
            return fallback;
        }
        try {
            Smoothing chosen = Smoothing.parse(smoothing);
            require(
                    areCounts || !(chosen instanceof Smoothing.Additive),
                    "--smoothing",
                    "be none or floor:<epsilon> for shares",
                    smoothing,
                    problems);
            return chosen;
        } catch (IllegalArgumentException e) {
            problems.add("--" + e.getMessage());
            return fallback;
        }
    }

    private double confidence(List<String> problems) {
        try {
            double value = Double.parseDouble(confidence);
            require(value >= 0.5 && value < 1, "--confidence", "be at least 0.5 and below 1", confidence, problems);
            return value;
        } catch (NumberFormatException e) {
            require(false, "--confidence", "be at least 0.5 and below 1", confidence, problems);
            return 0.5;
        }
    }

    private static void requireCells(String option, int actual, int expected, List<String> problems) {
        if (actual != expected && expected > 0 && actual > 0) {
            problems.add(option + ": must have as many cells as --window (" + expected + "), was " + actual);
        }
    }

    private static void require(boolean holds, String option, String rule, String value, List<String> problems) {
        if (!holds) {
            problems.add(option + ": must " + rule + ", was '" + value + "'");
        }
    }

    private void print(ComparedCells compared) {
        PrintWriter out = spec.commandLine().getOut();
        if (format.equals(JSON)) {
            out.println(DivergenceJson.render(compared));
        } else {
            out.print(new DivergenceText(compared).render());
        }
        out.flush();
    }
}
