package dev.jackplug.tck.conformance.host;

/** What a host can do wrong, and the check that is to notice it. */
enum Flaw {
    USES_NO_PLUGIN("host-uses-plugin"),
    CALLS_WITHOUT_HANDSHAKE("host-activates-first"),
    BODY_IN_HANDSHAKE("host-activation-is-empty"),
    ACCEPTS_JSON("host-accept"),
    EMPTY_HOST("host-header"),
    GETS("host-posts"),
    TWO_VALUES("host-one-json-value"),
    FORM_TYPE("host-no-form-type"),
    SHAKES_HANDS_EACH_TIME("host-activates-once"),
    CREATES_BLINDLY("host-volume-first-use"),
    OTHER_ID("host-volume-mount-id"),
    WANTS_PLUGIN_TYPE("host-manifest-type"),
    IGNORES_MANIFEST("host-empty-manifest"),
    REPEATS_HANDSHAKE("host-refused-activation"),
    HIDES_REASON_OF_REFUSAL("host-refused-activation-text"),
    TAKES_ANY_MANIFEST("host-manifest-no-json"),
    WAITS_FOR_MANIFEST("host-bounded-activation"),
    IGNORES_ABSENCE_AT_SOCKET("host-stale-socket"),
    IGNORES_UNKNOWN_NAME("host-unknown-name"),
    WANTS_LENGTH("host-chunked-answer"),
    WANTS_WHOLE_BODY("host-trailing-bytes"),
    WANTS_KNOWN_KEYS("host-unknown-keys"),
    TAKES_NULL_FOR_ERROR("host-null-error"),
    WANTS_SCOPE("host-no-scope"),
    WANTS_CONNECTION_KEPT("host-connection-ends"),
    IGNORES_ERRORS("host-error-fails"),
    HIDES_REASON("host-error-text"),
    REPEATS_FAILED_CALL("host-error-once"),
    WANTS_CASE("host-error-lower-case"),
    IGNORES_ERROR_WITH_200("host-error-200"),
    HIDES_PLAIN_TEXT("host-plain-error"),
    TAKES_201("host-created-fails"),
    TAKES_ANY_TYPE("host-wrong-type"),
    TAKES_ANYTHING("host-no-json"),
    FOLLOWS_REDIRECT("host-redirect"),
    TAKES_SILENCE_FOR_SUCCESS("host-cut-off-ends"),
    REPEATS_WITHOUT_BODY("host-whole-retry"),
    REPEATS_WHAT_MAY_HAVE_RUN("host-no-repetition"),
    WAITS_FOR_ANSWER("host-bounded-call");

    final String check;

    Flaw(String check) {
        this.check = check;
    }
}
