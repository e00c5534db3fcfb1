package io.klarion.demo;

import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Draws one of a few texts with fixed chances. */
final class Choice {

    private final List<String> texts;
    private final double[] cumulative;

    /**
     * The choice between {@code texts}.
     *
     * @param cumulative the chance of the first, of the first two, and so on; the last one has the rest
     */
    Choice(List<String> texts, double... cumulative) {
        this.texts = List.copyOf(texts);
        this.cumulative = cumulative.clone();
    }

    String draw(SplittableRandom random) {
        double u = random.nextDouble();
        int i = 0;
        while (i < cumulative.length && u >= cumulative[i]) {
            i++;
        }
        return texts.get(i);
    }

    /** One of the texts, or null with the chance {@code none}; takes as many draws either way. */
    @Nullable
    String drawUnless(double none, SplittableRandom random) {
        String text = draw(random);
        return random.nextDouble() < none ? null : text;
    }
}
