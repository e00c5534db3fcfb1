package io.klarion.demo;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Draws one loan application after the other. Not safe for threads.
 *
 * <p>Every loan takes its draws in the same order, drift or none: streams with and without drift differ only where a
 * drift shows. Both countries have the same distributions, so a reference of all records fits each of them.
 * {@code queue_length} follows the one before it (first-order autoregressive, coefficient {@value #QUEUE_MEMORY});
 * {@code agents_online} has a daily season, highest in the early afternoon.
 */
final class LoanDraw {

    private static final double QUEUE_MEMORY = 0.9;
    private static final double DAY = 86_400_000;
    private static final double PEAK = 14.0 / 24;
    private static final Choice CHANNELS = new Choice(List.of("web", "app", "branch", "broker"), .44, .76, .9);
    private static final Choice EMPLOYMENTS =
            new Choice(List.of("employee", "self-employed", "civil servant", "retired", "student"), .6, .75, .86, .95);
    private static final Choice PURPOSES = new Choice(
            List.of("car", "debt consolidation", "renovation", "furniture", "travel", "education"),
            .3,
            .55,
            .75,
            .87,
            .95);
    private static final Choice TERMS =
            new Choice(List.of("48", "60", "36", "72", "24", "84", "12"), .24, .46, .65, .8, .9, .96);

    private final SplittableRandom random;
    private final List<Planted> planted;
    private double queue;

    LoanDraw(SplittableRandom random, List<Planted> planted) {
        this.random = random;
        this.planted = planted;
    }

    /** The next application, made at {@code eventTime}. */
    Loan next(long eventTime) {
        String country = DemoPlan.COUNTRIES.get(random.nextDouble() < .6 ? 0 : 1);
        double income =
                34_000 * Math.exp(.45 * random.nextGaussian() + Math.log(2) * strength("income", country, eventTime));
        boolean noIncome = random.nextDouble() < .02;
        double age = 18 + 57 * (random.nextDouble() + random.nextDouble()) / 2;
        double noEmployment = .03 + .37 * strength("employment", country, eventTime);
        double score = 640 + 80 * random.nextGaussian();
        double newChannel = .125 * strength("channel", country, eventTime);
        double rate = 5.4 + 1.2 * random.nextGaussian() + 2 * strength("interest_rate", country, eventTime);
        return new Loan(
                "a-" + random.nextInt(10_000_000),
                eventTime,
                country,
                noIncome ? null : (int) Math.round(income / 10) * 10,
                (int) age,
                EMPLOYMENTS.drawUnless(noEmployment, random),
                random.nextDouble() < .04 ? null : (int) clamp(score, 300, 850),
                random.nextDouble() < .01 ? null : random.nextDouble() < .35,
                amount(),
                Integer.parseInt(TERMS.draw(random)),
                Math.round(100 * Math.max(.5, rate)) / 100.0,
                channel(newChannel),
                PURPOSES.draw(random),
                queueLength(),
                agentsOnline(eventTime));
    }

    private double strength(String feature, String country, long eventTime) {
        for (Planted drift : planted) {
            if (drift.feature().equals(feature)) {
                return drift.strength(country, eventTime);
            }
        }
        return 0;
    }

    private int amount() {
        double size = Math.exp(9.2 + .6 * random.nextGaussian());
        return random.nextDouble() < .08 ? 0 : (int) clamp(Math.rint(size / 500) * 500, 500, 75_000);
    }

    private String channel(double newChannel) {
        String known = CHANNELS.drawUnless(newChannel, random);
        return known == null ? DemoPlan.NEW_CHANNEL : known;
    }

    private int queueLength() {
        queue = QUEUE_MEMORY * queue + Math.sqrt(1 - QUEUE_MEMORY * QUEUE_MEMORY) * random.nextGaussian();
        return (int) Math.max(0, Math.round(12 + 4 * queue));
    }

    private int agentsOnline(long eventTime) {
        double season = Math.cos(2 * Math.PI * (eventTime / DAY - PEAK));
        return (int) Math.max(0, Math.round(40 + 2 * season + 6 * random.nextGaussian()));
    }

    private static double clamp(double value, double low, double high) {
        return Math.max(low, Math.min(high, value));
    }
}
