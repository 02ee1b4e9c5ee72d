package io.soundforge.alchemy.launcher.doctor;

import io.soundforge.alchemy.download.ProviderReport;
import io.soundforge.alchemy.download.ProviderSettings;
import io.soundforge.alchemy.download.provider.ProviderHealth;
import java.util.ArrayList;
import java.util.List;

/** Who can fetch songs of which only the metadata are known. */
record ProvidersCheck(ProviderSettings settings) implements Check {
    @Override
    public String name() {
        return "providers";
    }

    @Override
    public List<Finding> look() {
        List<Finding> findings = new ArrayList<>();
        ProviderReport.of(settings).forEach((name, health) -> findings.add(finding(name, health)));
        return findings.isEmpty()
                ? List.of(Finding.warning(
                        name(),
                        "none: links to songs are understood, but nothing can fetch their audio",
                        "Set LIBRARY_PATH, YTDLP_BIN or DOWNLOAD_COMMAND."))
                : List.copyOf(findings);
    }

    private Finding finding(String provider, ProviderHealth health) {
        String found = provider + ": " + health.finding();
        if (!health.usable()) {
            return Finding.problem(name(), found, health.action());
        }
        return health.action().isEmpty() ? Finding.ok(name(), found) : Finding.warning(name(), found, health.action());
    }
}
