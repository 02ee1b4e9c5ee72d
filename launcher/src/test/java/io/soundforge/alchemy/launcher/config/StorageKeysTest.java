package io.soundforge.alchemy.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.platform.storage.StorageConfig;
import io.soundforge.alchemy.platform.storage.object.S3Config;
import io.soundforge.alchemy.platform.storage.object.SupabaseConfig;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StorageKeysTest {
    private static final Map<String, String> S3 = Map.of(
            "STORAGE", "s3",
            "STORAGE_BUCKET", "music",
            "S3_REGION", "eu-central-1",
            "S3_ACCESS_KEY_ID", "AKID",
            "S3_SECRET_ACCESS_KEY", "hidden");
    private static final Map<String, String> SUPABASE = Map.of(
            "STORAGE", "supabase",
            "SUPABASE_URL", "https://ref.supabase.co",
            "SUPABASE_SERVICE_KEY", "sb_secret_hidden",
            "SUPABASE_STORAGE_BUCKET", "audio");

    @Test
    void nothingSet_keepsFilesHere() {
        assertThat(read(Map.of()).store())
                .isEqualTo(new StorageConfig(StorageConfig.Kind.LOCAL, null, null, 10L << 30, false, null));
    }

    @Test
    void aws_isReachedByRegion_otherServersByTheirEndpoint() {
        assertThat(read(S3).store().s3())
                .isEqualTo(new S3Config(
                        URI.create("https://s3.eu-central-1.amazonaws.com"),
                        "eu-central-1",
                        "music",
                        "AKID",
                        "hidden",
                        false));
        assertThat(read(with(S3, "S3_ENDPOINT", "http://minio:9000")).store().s3())
                .isEqualTo(
                        new S3Config(URI.create("http://minio:9000"), "eu-central-1", "music", "AKID", "hidden", true));
    }

    @Test
    void supabase_isReachedWithTheServiceKey() {
        assertThat(read(with(SUPABASE, "SUPABASE_KEY_HEADERS", "both")).store().supabase())
                .isEqualTo(new SupabaseConfig(
                        URI.create("https://ref.supabase.co"),
                        "audio",
                        "sb_secret_hidden",
                        SupabaseConfig.KeyHeaders.BOTH));
    }

    @Test
    void whatIsMissing_isNamed() {
        assertThatThrownBy(() -> read(Map.of("STORAGE", "s3", "S3_ACCESS_KEY_ID", "AKID")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("STORAGE=s3 needs S3_SECRET_ACCESS_KEY, STORAGE_BUCKET, S3_REGION");
        assertThatThrownBy(() -> read(Map.of("STORAGE", "supabase")))
                .hasMessageContaining(
                        "STORAGE=supabase needs SUPABASE_URL, SUPABASE_SERVICE_KEY, SUPABASE_STORAGE_BUCKET");
        assertThatThrownBy(() -> read(Map.of("INPUT_BUCKETS", "s3://songs")))
                .hasMessageContaining("INPUT_BUCKETS with s3:// needs S3_ACCESS_KEY_ID");
    }

    @Test
    void whatIsWrong_isSaid() {
        assertThatThrownBy(() -> read(Map.of("STORAGE", "floppy"))).hasMessageContaining("local, supabase, s3");
        assertThatThrownBy(() -> read(Map.of("INPUT_BUCKETS", "https://songs")))
                .hasMessageContaining("s3://songs,supabase://uploads");
        assertThatThrownBy(() -> read(with(S3, "STORAGE_BUCKET", "my bucket"))).hasMessageContaining("2 to 63 letters");
        assertThatThrownBy(() -> read(Map.of("CLOUDINARY_URL", "https://key:hidden@cloud")))
                .hasMessageContaining("cloudinary://key:secret@cloud")
                .hasMessageNotContaining("hidden");
        assertThatThrownBy(() -> read(Map.of("STORAGE_REDIRECT", "true"))).hasMessageContaining("STORAGE=s3");
    }

    @Test
    void secrets_areNotShown() {
        assertThat(ConfigReader.read(S3).toString()).doesNotContain("hidden");
        assertThat(ConfigReader.read(SUPABASE).toString()).doesNotContain("hidden");
    }

    private static Hosting read(Map<String, String> variables) {
        return ConfigReader.read(variables).hosting();
    }

    private static Map<String, String> with(Map<String, String> variables, String key, String value) {
        Map<String, String> more = new HashMap<>(variables);
        more.put(key, value);
        return more;
    }
}
