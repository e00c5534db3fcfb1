package io.klarion.cli;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/**
 * One side of a comparison as typed on a command line: numbers separated by commas, each a whole number, a decimal or
 * a fraction such as {@code 1/4}.
 *
 * @param values one number a cell
 * @param isWhole whether all were written as whole numbers
 */
record CellNumbers(List<BigDecimal> values, boolean isWhole) {

    private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);

    CellNumbers {
        values = List.copyOf(values);
    }

    /**
     * Reads {@code text}; what is wrong with it goes to {@code problems}, each under the name {@code option}.
     *
     * @return what could be read; without problems, that is everything
     */
    static CellNumbers parse(String option, String text, List<String> problems) {
        if (text.isBlank()) {
            problems.add(option + ": must hold at least one cell, was empty");
            return new CellNumbers(List.of(), true);
        }
        List<BigDecimal> values = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        boolean isWhole = true;
        for (String part : text.split(",", -1)) {
            try {
                values.add(number(part.strip()));
                isWhole &= part.strip().chars().allMatch(Character::isDigit);
            } catch (ArithmeticException | NumberFormatException e) {
                wrong.add(
                        option + "[" + values.size() + "]: must be a number of at least 0, was '" + part.strip() + "'");
                values.add(BigDecimal.ZERO);
            }
        }
        CellNumbers numbers = new CellNumbers(values, isWhole);
        BigDecimal sum = numbers.sum();
        if (wrong.isEmpty() && (sum.signum() == 0 || sum.compareTo(LARGEST) > 0)) {
            wrong.add(option + ": must sum to more than 0 and at most " + LARGEST + ", was " + sum.toPlainString());
        }
        problems.addAll(wrong);
        return numbers;
    }

    private static BigDecimal number(String text) {
        int slash = text.indexOf('/');
        BigDecimal value = slash < 0
                ? new BigDecimal(text)
                : new BigDecimal(text.substring(0, slash))
                        .divide(new BigDecimal(text.substring(slash + 1)), MathContext.DECIMAL128);
        if (value.signum() < 0) {
            throw new NumberFormatException("negative");
        }
        return value;
    }

    /** Whether the numbers sum to exactly 1. */
    boolean sumsToOne() {
        return sum().compareTo(BigDecimal.ONE) == 0;
    }

    private BigDecimal sum() {
        return values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The numbers as counts; only where {@link #isWhole}. */
    long[] counts() {
        return values.stream().mapToLong(BigDecimal::longValueExact).toArray();
    }

    /** The numbers as shares. */
    double[] shares() {
        return values.stream().mapToDouble(BigDecimal::doubleValue).toArray();
    }
}
