package io.soundforge.alchemy.platform.storage.object;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An account of Cloudinary's.
 *
 * @param cloud its name
 * @param uploads where it is asked, without a slash at the end
 * @param delivery where its files are fetched, likewise
 */
public record CloudinaryConfig(String apiKey, String apiSecret, String cloud, URI uploads, URI delivery) {
    private static final Pattern FORM =
            Pattern.compile("cloudinary://([A-Za-z0-9_-]+):([A-Za-z0-9_-]+)@([A-Za-z0-9_-]+)/?(?:\\?(.*))?");

    /**
     * Reads {@code cloudinary://key:secret@cloud}; {@code ?upload_prefix=https://…&secure_distribution=…} name other hosts.
     *
     * @throws IllegalArgumentException if the text is of another form; the message holds no secret
     */
    public static CloudinaryConfig parse(String url) {
        Matcher parts = FORM.matcher(url);
        if (!parts.matches()) {
            throw new IllegalArgumentException("of the form cloudinary://key:secret@cloud");
        }
        String more = parts.group(4) == null ? "" : parts.group(4);
        return new CloudinaryConfig(
                parts.group(1),
                parts.group(2),
                parts.group(3),
                host(more, "upload_prefix", "https://api.cloudinary.com"),
                host(more, "secure_distribution", "https://res.cloudinary.com"));
    }

    private static URI host(String parameters, String name, String usual) {
        for (String each : parameters.split("&", -1)) {
            if (each.startsWith(name + "=")) {
                String value = each.substring(name.length() + 1);
                URI host = URI.create(value.contains("://") ? value : "https://" + value);
                if (host.getHost() == null) {
                    throw new IllegalArgumentException(
                            "of the form cloudinary://key:secret@cloud?" + name + "=https://host");
                }
                return host;
            }
        }
        return URI.create(usual);
    }

    @Override
    public String toString() {
        return "CloudinaryConfig[cloud=" + cloud + ", apiKey=" + apiKey + ", apiSecret=***]";
    }
}
