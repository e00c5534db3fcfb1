package io.klarion.demo;

import org.jspecify.annotations.Nullable;

/**
 * One loan application. What may be missing is null.
 *
 * @param applicant the applicant's id, the key of its Kafka record
 * @param eventTime when it was made, epoch milliseconds
 * @param country the segment
 * @param income a year, in euros
 * @param age in years
 * @param employment how the applicant earns a living
 * @param creditScore 300 to 850
 * @param existingCustomer whether the bank knows the applicant
 * @param amount asked for, in euros; 0 for a mere enquiry
 * @param termMonths over how many months
 * @param interestRate offered, in percent a year
 * @param channel where the application came from
 * @param purpose what the money is for
 * @param queueLength applications waiting at that moment
 * @param agentsOnline clerks at work at that moment
 */
record Loan(
        String applicant,
        long eventTime,
        String country,
        @Nullable Integer income,
        int age,
        @Nullable String employment,
        @Nullable Integer creditScore,
        @Nullable Boolean existingCustomer,
        int amount,
        int termMonths,
        double interestRate,
        String channel,
        String purpose,
        int queueLength,
        int agentsOnline) {}
