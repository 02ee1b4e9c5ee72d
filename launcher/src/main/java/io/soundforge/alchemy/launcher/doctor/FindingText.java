package io.soundforge.alchemy.launcher.doctor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Findings for people and for programs. */
public final class FindingText {
    private FindingText() {}

    /** One line each, and a line that sums up. */
    public static String of(List<Finding> findings) {
        StringBuilder text = new StringBuilder();
        findings.forEach(finding -> text.append(line(finding)).append('\n'));
        return text.append(count(findings, Status.PROBLEM, "problem"))
                .append(", ")
                .append(count(findings, Status.WARNING, "warning"))
                .toString();
    }

    private static String line(Finding finding) {
        String action = finding.action().isEmpty() ? "" : " → " + finding.action();
        return finding.status().sign() + " " + finding.check() + ": " + oneLine(finding.found() + action);
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    private static String count(List<Finding> findings, Status status, String word) {
        long count =
                findings.stream().filter(finding -> finding.status() == status).count();
        return count + " " + word + (count == 1 ? "" : "s");
    }

    /** Objects of check, status ({@code ok}, {@code warning}, {@code problem}), found and action. */
    public static List<Map<String, String>> json(List<Finding> findings) {
        return findings.stream().map(FindingText::object).toList();
    }

    private static Map<String, String> object(Finding finding) {
        Map<String, String> object = new LinkedHashMap<>();
        object.put("check", finding.check());
        object.put("status", finding.status().name().toLowerCase(Locale.ROOT));
        object.put("found", finding.found());
        object.put("action", finding.action());
        return object;
    }
}
