package io.klarion.core.profile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The categories that get a cell of their own, chosen by a part of the records.
 *
 * <p>Who chooses the categories of a long tail by the records that it then counts finds nothing left over in them, or too little: a value that comes once in the
 * reference is listed, the next one that comes once is {@code other}, which the reference then seems to have never had. Every window looks drifted. So where a
 * category is rare enough for chance to decide whether it is seen, a fifth of the records choose and the others count [1]: of c records of a text S choose,
 * binomial (of more than {@value #DRAWN_ONE_BY_ONE} just a fifth), and the texts with the greatest S are listed. The draw depends on all counts alone, so the same records give the same choice in any order, and others another.
 *
 * <p>Where every text came {@value #ENOUGH} times and all are listed, all records do both: another that never came is then as rare as chance would have it. So they do
 * where there are fewer than {@value #FEWEST}, too few to give any away. Of more than {@value CategoryCounter#CAP} texts the counts are lower bounds, and depend on the order.
 *
 * <p>[1] Data splitting: D. R. Cox, A note on data-splitting for the evaluation of significance levels, Biometrika 62, 1975.
 *
 * @param categories the listed texts, most frequent first, ties in the order of the texts
 * @param spent for each cell of these categories and then other, missing and invalid, the share of its records that chose; all 0 where none was set apart
 */
public record CategoryChoice(List<String> categories, List<Double> spent) {

    /** So many records of each text leave nothing to chance: of so many expected ones none comes once in 1e13 references. */
    public static final long ENOUGH = 30;

    /** Of fewer records none are set apart. */
    public static final int FEWEST = 100;

    private static final int ONE_IN = 5;
    private static final long DRAWN_ONE_BY_ONE = 10_000;
    private static final int NAMED = 3;

    public CategoryChoice {
        categories = List.copyOf(categories);
        spent = List.copyOf(spent);
    }

    private record Text(String text, long count, long choosing) {}

    /** At most {@code limit} of the texts that were counted. */
    public static CategoryChoice of(CategoryCounter counted, int limit) {
        Map<String, Long> counts = counted.counts();
        boolean isCertain = counted.isExact()
                && counts.size() <= limit
                && counts.values().stream().allMatch(count -> count >= ENOUGH);
        long records = counts.values().stream().mapToLong(Long::longValue).sum();
        if (isCertain || records < FEWEST) {
            List<String> all = counted.mostFrequent(limit);
            return new CategoryChoice(all, shares(all.size(), 0));
        }
        List<Text> texts = new ArrayList<>();
        long seed = counts.entrySet().stream()
                .mapToLong(each -> mixed(each.getKey().hashCode(), each.getValue()))
                .sum();
        counts.forEach((text, count) ->
                texts.add(new Text(text, count, choosing(mixed(text.hashCode(), seed), count))));
        texts.sort(Comparator.comparingLong(Text::choosing).reversed().thenComparing(Text::text));
        long seen = texts.stream().filter(text -> text.choosing() > 0).count();
        return of(texts, (int) Math.min(limit, seen));
    }

    private static CategoryChoice of(List<Text> texts, int listed) {
        List<Double> spent = shares(listed, 1.0 / ONE_IN);
        for (int i = 0; i < listed; i++) {
            spent.set(i, texts.get(i).choosing() / (double) texts.get(i).count());
        }
        List<Text> others = texts.subList(listed, texts.size());
        long records = others.stream().mapToLong(Text::count).sum();
        long choosing = others.stream().mapToLong(Text::choosing).sum();
        spent.set(listed, records == 0 ? 0 : choosing / (double) records);
        return new CategoryChoice(
                texts.subList(0, listed).stream().map(Text::text).toList(), spent);
    }

    private static List<Double> shares(int listed, double share) {
        Double[] shares = new Double[listed + NAMED];
        Arrays.fill(shares, share);
        return Arrays.asList(shares);
    }

    private static long mixed(long one, long other) {
        return new SplittableRandom(new SplittableRandom(one).nextLong() + other).nextLong();
    }

    /* How many of so many records choose: binomial. */
    private static long choosing(long seed, long count) {
        if (count > DRAWN_ONE_BY_ONE) {
            return count / ONE_IN;
        }
        SplittableRandom random = new SplittableRandom(seed);
        long choosing = 0;
        for (long i = 0; i < count; i++) {
            choosing += random.nextInt(ONE_IN) == 0 ? 1 : 0;
        }
        return choosing;
    }

    /** Whether some records have chosen, and do not count. */
    public boolean isSplit() {
        return spent.stream().anyMatch(share -> share > 0);
    }
}
