package io.klarion.core.alert;

/** One plain sentence for each thing that can happen to an alert. */
interface Wording {

    /** It fires. */
    String fired();

    /** It is critical now. */
    String worse();

    /** It is no longer critical. */
    String calmer();

    /** The window shows that it is over. */
    String back();

    /** So many quiet windows in a row let it be over. */
    String quiet(int windows);

    /** Nothing could be said for too long. */
    String unjudged(long lastJudgedEnd);
}
