package io.soundforge.alchemy.launcher.errors;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where errors are sent: {@code https://PUBLIC_KEY@HOST/PATH/PROJECT}, as Sentry and those who speak like it hand it
 * out (develop.sentry.dev, "DSN").
 *
 * @param endpoint takes envelopes
 */
public record SentryDsn(URI endpoint, String publicKey) {
    private static final Pattern FORM =
            Pattern.compile("(https?)://([A-Za-z0-9]+)(?::[A-Za-z0-9]*)?@([A-Za-z0-9.:\\[\\]-]+)(/.*)?/(\\d+)/?");

    /** @throws IllegalArgumentException if it is none */
    public static SentryDsn parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("expected https://KEY@HOST/PROJECT");
        }
        String path = form.group(4) == null ? "" : form.group(4);
        return new SentryDsn(
                URI.create(form.group(1) + "://" + form.group(3) + path + "/api/" + form.group(5) + "/envelope/"),
                form.group(2));
    }

    /** The key is public by design, but no business of a log. */
    @Override
    public String toString() {
        return "SentryDsn[" + endpoint + "]";
    }
}
