package io.soundforge.alchemy.launcher.config;

import static io.soundforge.alchemy.launcher.config.ConfigKey.CLOUDINARY_URL;
import static io.soundforge.alchemy.launcher.config.ConfigKey.INPUT_BUCKETS;
import static io.soundforge.alchemy.launcher.config.ConfigKey.S3_ACCESS_KEY_ID;
import static io.soundforge.alchemy.launcher.config.ConfigKey.S3_ENDPOINT;
import static io.soundforge.alchemy.launcher.config.ConfigKey.S3_PATH_STYLE;
import static io.soundforge.alchemy.launcher.config.ConfigKey.S3_REGION;
import static io.soundforge.alchemy.launcher.config.ConfigKey.S3_SECRET_ACCESS_KEY;
import static io.soundforge.alchemy.launcher.config.ConfigKey.STORAGE;
import static io.soundforge.alchemy.launcher.config.ConfigKey.STORAGE_BUCKET;
import static io.soundforge.alchemy.launcher.config.ConfigKey.STORAGE_CACHE_GB;
import static io.soundforge.alchemy.launcher.config.ConfigKey.STORAGE_REDIRECT;
import static io.soundforge.alchemy.launcher.config.ConfigKey.SUPABASE_KEY_HEADERS;
import static io.soundforge.alchemy.launcher.config.ConfigKey.SUPABASE_SERVICE_KEY;
import static io.soundforge.alchemy.launcher.config.ConfigKey.SUPABASE_STORAGE_BUCKET;
import static io.soundforge.alchemy.launcher.config.ConfigKey.SUPABASE_URL;

import io.soundforge.alchemy.platform.storage.StorageConfig;
import io.soundforge.alchemy.platform.storage.object.CloudinaryConfig;
import io.soundforge.alchemy.platform.storage.object.S3Config;
import io.soundforge.alchemy.platform.storage.object.SupabaseConfig;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads where files are kept. */
final class StorageKeys {
    /** Names of buckets as S3 has them; Supabase takes a few more. */
    private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{1,62}");

    private static final Pattern INPUT = Pattern.compile("(s3|supabase)://" + BUCKET.pattern());
    private static final List<String> SCHEMES = List.of("https", "http");

    private final Values values;

    StorageKeys(Values values) {
        this.values = values;
    }

    Hosting read() {
        StorageConfig.Kind kind =
                StorageConfig.Kind.valueOf(values.choice(STORAGE, List.of("local", "supabase", "s3"), "local")
                        .toUpperCase(Locale.ROOT));
        List<String> inputs = inputs();
        S3Config s3 = s3(kind, inputs);
        SupabaseConfig supabase = supabase(kind, inputs);
        boolean redirect = values.flag(STORAGE_REDIRECT);
        CloudinaryConfig results = results();
        if (redirect && kind == StorageConfig.Kind.LOCAL && results == null) {
            values.problem("STORAGE_REDIRECT needs STORAGE=s3, STORAGE=supabase or CLOUDINARY_URL; got a store on this"
                    + " machine's disk");
        }
        StorageConfig store = new StorageConfig(
                kind, s3, supabase, (long) values.integer(STORAGE_CACHE_GB, 10, 1, 1 << 20) << 30, redirect, results);
        return new Hosting(store, inputs, DatabaseAccess.read(values));
    }

    private @Nullable CloudinaryConfig results() {
        String url = values.text(CLOUDINARY_URL);
        try {
            return url == null ? null : CloudinaryConfig.parse(url);
        } catch (IllegalArgumentException wrong) {
            values.refuse(CLOUDINARY_URL, "of the form cloudinary://key:secret@cloud");
            return null;
        }
    }

    private List<String> inputs() {
        List<String> inputs = values.list(INPUT_BUCKETS);
        if (!inputs.stream().allMatch(input -> INPUT.matcher(input).matches())) {
            values.refuse(INPUT_BUCKETS, "a list such as s3://songs,supabase://uploads");
            return List.of();
        }
        return inputs;
    }

    private static boolean wanted(List<String> inputs, String scheme) {
        return inputs.stream().anyMatch(input -> input.startsWith(scheme + "://"));
    }

    private @Nullable S3Config s3(StorageConfig.Kind kind, List<String> inputs) {
        boolean store = kind == StorageConfig.Kind.S3;
        if (!store && !wanted(inputs, "s3")) {
            return null;
        }
        String id = values.text(S3_ACCESS_KEY_ID);
        String secret = values.text(S3_SECRET_ACCESS_KEY);
        String bucket = store ? bucket(STORAGE_BUCKET) : "";
        String endpoint = values.url(S3_ENDPOINT, SCHEMES);
        String region = values.text(S3_REGION);
        List<ConfigKey> missing = new ArrayList<>();
        note(missing, S3_ACCESS_KEY_ID);
        note(missing, S3_SECRET_ACCESS_KEY);
        if (store) {
            note(missing, STORAGE_BUCKET);
        }
        if (!values.has(S3_ENDPOINT)) {
            note(missing, S3_REGION);
        }
        if (refused(missing, store ? "STORAGE=s3" : "INPUT_BUCKETS with s3://") || id == null || secret == null) {
            return null;
        }
        String known = region == null ? S3_REGION.defaultText() : region;
        URI at = endpoint == null ? S3Config.endpointOf(known) : URI.create(endpoint);
        boolean pathStyle = values.has(S3_PATH_STYLE) ? values.flag(S3_PATH_STYLE) : endpoint != null;
        return new S3Config(at, known, bucket, id, secret, pathStyle);
    }

    private @Nullable SupabaseConfig supabase(StorageConfig.Kind kind, List<String> inputs) {
        boolean store = kind == StorageConfig.Kind.SUPABASE;
        if (!store && !wanted(inputs, "supabase")) {
            return null;
        }
        String url = values.url(SUPABASE_URL, SCHEMES);
        String key = values.text(SUPABASE_SERVICE_KEY);
        String bucket = store ? bucket(SUPABASE_STORAGE_BUCKET) : "";
        List<ConfigKey> missing = new ArrayList<>();
        note(missing, SUPABASE_URL);
        note(missing, SUPABASE_SERVICE_KEY);
        if (store) {
            note(missing, SUPABASE_STORAGE_BUCKET);
        }
        if (refused(missing, store ? "STORAGE=supabase" : "INPUT_BUCKETS with supabase://")
                || url == null
                || key == null) {
            return null;
        }
        String headers =
                values.choice(SUPABASE_KEY_HEADERS, List.of("auto", "apikey", "authorization", "both"), "auto");
        return new SupabaseConfig(
                URI.create(url), bucket, key, SupabaseConfig.KeyHeaders.valueOf(headers.toUpperCase(Locale.ROOT)));
    }

    private String bucket(ConfigKey key) {
        String name = values.text(key);
        if (name != null && !BUCKET.matcher(name).matches()) {
            values.refuse(key, "a bucket's name of 2 to 63 letters, digits, '.', '_' and '-'");
        }
        return name == null ? "" : name;
    }

    private void note(List<ConfigKey> missing, ConfigKey key) {
        if (!values.has(key)) {
            missing.add(key);
        }
    }

    private boolean refused(List<ConfigKey> missing, String wish) {
        if (!missing.isEmpty()) {
            values.problem(wish + " needs "
                    + String.join(", ", missing.stream().map(ConfigKey::name).toList())
                    + "; got none of " + (missing.size() == 1 ? "it" : "them"));
        }
        return !missing.isEmpty();
    }
}
