package io.klarion.cli;

import io.klarion.core.reference.Reference;
import io.klarion.report.Figures;
import io.klarion.report.PrintableText;
import io.klarion.report.ReferenceDifference;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code klarion reference compare}: references against a first one, feature by feature. */
@Command(
        name = "compare",
        description = {
            "Compare references with the first one named.",
            "",
            "KL is that of the other from the first, in nats; at least is its lower bound at 0.99, so 0 where chance"
                    + " alone may have made it. Of several, the one that fits best is named: the smallest sum of KL."
        })
final class ReferenceCompareCommand implements Callable<Integer> {

    private static final int DECIMALS = 4;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "2..*", paramLabel = "REFERENCE", description = "Reference files, two or more.")
    private List<Path> files = List.of();

    @Option(names = "--show-values", description = "Show category values, which can be personal data.")
    private boolean showValues;

    @Override
    public Integer call() {
        List<Reference> references =
                files.stream().map(ReferenceShowCommand::read).toList();
        PrintWriter out = spec.commandLine().getOut();
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 1; i < references.size(); i++) {
            ReferenceDifference difference = ReferenceDifference.of(references.get(0), references.get(i), showValues);
            out.println(name(references, i) + " against " + name(references, 0));
            out.print(difference.text());
            if (difference.compared() == 0) {
                out.println("  nothing could be compared");
            } else {
                out.println("  sum of KL " + Figures.decimal(difference.sum(), DECIMALS) + " over "
                        + difference.compared() + (difference.compared() == 1 ? " feature" : " features"));
            }
            if (difference.compared() > 0 && difference.sum() < least) {
                least = difference.sum();
                best = i;
            }
        }
        if (references.size() > 2 && best > 0) {
            out.println("Nearest to " + files.get(0) + ": " + files.get(best));
        }
        out.flush();
        return ExitCode.OK;
    }

    private String name(List<Reference> references, int i) {
        Reference reference = references.get(i);
        return files.get(i) + " (" + PrintableText.of(reference.id()) + " version " + reference.version() + ", "
                + Figures.count(reference.pooled().records()) + " records)";
    }
}
