package io.klarion.core.divergence;

/** The formulas of the measures as they stand in textbooks, cell by cell; slow to trust for tiny differences only. */
final class NaiveOracle {

    private NaiveOracle() {}

    static double value(Measure measure, double[] p, double[] q) {
        return switch (measure) {
            case KL -> kl(p, q);
            case REVERSE_KL -> kl(q, p);
            case PSI -> kl(p, q) + kl(q, p);
            case JS -> (kl(p, mixture(p, q)) + kl(q, mixture(p, q))) / 2;
            case HELLINGER -> hellinger(p, q);
            case TOTAL_VARIATION -> totalVariation(p, q);
            case CHI_SQUARE -> chiSquare(p, q);
            case KS -> ks(p, q);
            case WASSERSTEIN -> wasserstein(p, q);
        };
    }

    static double kl(double[] p, double[] q) {
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            sum += p[i] == 0 ? 0 : p[i] * Math.log(p[i] / q[i]);
        }
        return sum;
    }

    private static double[] mixture(double[] p, double[] q) {
        double[] mixture = new double[p.length];
        for (int i = 0; i < p.length; i++) {
            mixture[i] = (p[i] + q[i]) / 2;
        }
        return mixture;
    }

    private static double hellinger(double[] p, double[] q) {
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            double difference = Math.sqrt(p[i]) - Math.sqrt(q[i]);
            sum += difference * difference;
        }
        return Math.sqrt(sum / 2);
    }

    private static double totalVariation(double[] p, double[] q) {
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            sum += Math.abs(p[i] - q[i]);
        }
        return sum / 2;
    }

    private static double chiSquare(double[] p, double[] q) {
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            sum += p[i] == q[i] ? 0 : (p[i] - q[i]) * (p[i] - q[i]) / q[i];
        }
        return sum;
    }

    private static double ks(double[] p, double[] q) {
        double sum = 0;
        double widest = 0;
        for (int i = 0; i < p.length; i++) {
            sum += p[i] - q[i];
            widest = Math.max(widest, Math.abs(sum));
        }
        return widest;
    }

    private static double wasserstein(double[] p, double[] q) {
        double sum = 0;
        double distance = 0;
        for (int i = 0; i < p.length; i++) {
            sum += p[i] - q[i];
            distance += Math.abs(sum);
        }
        return distance;
    }
}
