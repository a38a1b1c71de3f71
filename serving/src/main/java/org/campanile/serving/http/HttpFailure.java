package org.campanile.serving.http;

/** A call that is answered by a status other than 200, and one sentence that says why. */
final class HttpFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    HttpFailure(int status, String sentence) {
        // The client's doing: where it was found out is of no interest.
        super(sentence, null, false, false);
        this.status = status;
    }

    /** A request that is wrong in itself. */
    static HttpFailure badRequest(String sentence) {
        return new HttpFailure(400, sentence);
    }

    int status() {
        return status;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
