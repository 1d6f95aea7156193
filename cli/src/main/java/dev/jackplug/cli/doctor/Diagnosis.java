package dev.jackplug.cli.doctor;

import java.util.List;

/**
 * What the doctor found.
 *
 * @param healthy the plugins without a finding, by name
 * @param forecast what dockerd would do now
 */
public record Diagnosis(List<Finding> findings, List<String> healthy, List<Forecast> forecast) {

    public Diagnosis {
        findings = List.copyOf(findings);
        healthy = List.copyOf(healthy);
        forecast = List.copyOf(forecast);
    }
}
