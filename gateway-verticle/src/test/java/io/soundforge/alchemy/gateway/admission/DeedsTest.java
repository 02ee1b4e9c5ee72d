package io.soundforge.alchemy.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.platform.audit.AuditAction;
import io.vertx.core.http.HttpMethod;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeedsTest {
    @ParameterizedTest
    @CsvSource({
        "POST, /api/tracks, 202, upload",
        "POST, /api/process, 202, upload",
        "POST, /api/uploads, 201, upload",
        "PATCH, /api/uploads/7, 204, upload",
        "DELETE, /api/uploads/7, 204, delete",
        "DELETE, /api/tracks/7, 204, delete",
        "POST, /api/files/sign, 200, sign",
        "POST, /api/tracks/7/export, 202, export",
        "GET, /api/tracks/7/exports/8, 200, export",
        "GET, /api/tracks/7/analysis/exports/beats.csv, 200, export",
        "GET, /api/tracks/7/audio, 206, download",
        "GET, /api/tracks/7/audio, 302, download",
        "GET, /api/tracks/7/stems/8, 200, download",
        "GET, /api/tracks/7/stems.zip, 200, download",
        "GET, /api/tracks/7/cover, 200, download",
        "GET, /api/files/7/stems/vocals.wav, 200, download",
        "GET, /audio_data/7/original.mp3, 200, download",
    })
    void whatIsDoneWithAFile_isTold(String method, String path, int status, String verb) {
        assertThat(Deeds.withFile(HttpMethod.valueOf(method), path, status)).contains(verb);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/files/sign, 404",
        "GET, /api/tracks/7/audio, 304",
        "GET, /api/tracks/7/cover, 404",
        "GET, /api/tracks/7/metadata, 200",
        "GET, /api/uploads/7, 200",
        "HEAD, /api/uploads/7, 200",
        "POST, /api/keys/link, 201",
    })
    void whatIsNotDone_orToNoFile_isNotTold(String method, String path, int status) {
        assertThat(Deeds.withFile(HttpMethod.valueOf(method), path, status)).isEmpty();
    }

    @Test
    void methodThatIsNamedBesidePost_isMeant() {
        HttpMethod meant = Deeds.meant(HttpMethod.POST, "/api/uploads/7", "delete");

        assertThat(meant).isEqualTo(HttpMethod.DELETE);
        assertThat(Deeds.audited(meant, "/api/uploads/7", 204)).isEqualTo(Optional.of(AuditAction.DELETED));
        assertThat(Deeds.meant(HttpMethod.POST, "/api/uploads/7", "GET")).isEqualTo(HttpMethod.POST);
        assertThat(Deeds.meant(HttpMethod.POST, "/api/uploads/7", null)).isEqualTo(HttpMethod.POST);
        assertThat(Deeds.meant(HttpMethod.POST, "/api/keys", "DELETE")).isEqualTo(HttpMethod.POST);
    }
}
