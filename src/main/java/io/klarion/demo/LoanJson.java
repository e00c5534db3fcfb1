package io.klarion.demo;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A {@link Loan} as one JSON object. A missing employment is left out, other missing values are null. */
final class LoanJson {

    private static final int USUAL_SIZE = 512;

    private final JsonFactory factory = new JsonFactory();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_SIZE);

    byte[] write(Loan loan) {
        return write(loan, Instant.ofEpochMilli(loan.eventTime()).toString());
    }

    /** The loan with another text for its event time. */
    byte[] write(Loan loan, String eventTime) {
        bytes.reset();
        try (JsonGenerator json = factory.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeStringProperty("ts", eventTime);
            json.writeStringProperty("country", loan.country());
            applicant(json, loan);
            json.writeNumberProperty("amount", loan.amount());
            json.writeNumberProperty("term_months", loan.termMonths());
            json.writeNumberProperty("interest_rate", loan.interestRate());
            json.writeStringProperty("channel", loan.channel());
            json.writeStringProperty("purpose", loan.purpose());
            existingCustomer(json, loan.existingCustomer());
            number(json, "credit_score", loan.creditScore());
            json.writeNumberProperty("queue_length", loan.queueLength());
            json.writeNumberProperty("agents_online", loan.agentsOnline());
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void applicant(JsonGenerator json, Loan loan) {
        json.writeObjectPropertyStart("applicant");
        json.writeStringProperty("id", loan.applicant());
        json.writeNumberProperty("age", loan.age());
        number(json, "income", loan.income());
        if (loan.employment() != null) {
            json.writeStringProperty("employment", loan.employment());
        }
        json.writeEndObject();
    }

    private static void number(JsonGenerator json, String name, @Nullable Integer value) {
        if (value == null) {
            json.writeNullProperty(name);
        } else {
            json.writeNumberProperty(name, value);
        }
    }

    private static void existingCustomer(JsonGenerator json, @Nullable Boolean value) {
        if (value == null) {
            json.writeNullProperty("existing_customer");
        } else {
            json.writeBooleanProperty("existing_customer", value);
        }
    }
}
