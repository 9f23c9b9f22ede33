package org.iroprotocol.casefile;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.iroprotocol.calendar.When;
import org.springframework.data.annotation.Id;

/**
 * The rows as stored. Named like their tables, because the names Spring Data derives fit the letter case of H2 and
 * PostgreSQL alike and written-down ones do not. The column {@code seq} (order of recording) is the database's own.
 */
final class Row {

    private Row() {
    }

    record SiblingGroup(@Id UUID id, String authority, OffsetDateTime createdAt, String createdBy) {
    }

    /** {@code nameKey} is the name in lower case, by which the same child is recognised. */
    record CaseFile(@Id String reference, String authority, String childName, String nameKey,
                    LocalDate dateOfBirth, String personNumber, String legalStatus, boolean restricted, UUID siblingGroup,
                    OffsetDateTime openedAt, String openedBy, OffsetDateTime closedAt, LocalDate diedOn) {

        org.iroprotocol.casefile.CaseFile toCaseFile() {
            return new org.iroprotocol.casefile.CaseFile(reference, authority, childName, dateOfBirth, personNumber,
                    legalStatus, restricted, siblingGroup, openedAt.toInstant(),
                    closedAt == null ? null : closedAt.toInstant(), diedOn);
        }
    }

    record ReportingFacts(@Id String caseReference, String team, String placementType, Boolean inArea, String ethnicity,
                          String disability, Boolean unaccompanied, OffsetDateTime recordedAt, String recordedBy) {
    }

    record ChildName(@Id UUID id, String caseReference, String name, OffsetDateTime recordedAt, String recordedBy) {
    }

    record LookedAfter(@Id UUID id, String caseReference, String status, String legalStatus, LocalDate fromDay,
                       OffsetDateTime recordedAt, String recordedBy) {
    }

    record Proceedings(@Id UUID id, String caseReference, String applicationType, String court, String courtNumber,
                       LocalDate issuedOn, LocalDate endedOn, String endedHow, OffsetDateTime recordedAt, String recordedBy) {

        org.iroprotocol.casefile.Proceedings toProceedings() {
            return new org.iroprotocol.casefile.Proceedings(id, caseReference, applicationType, court, courtNumber,
                    issuedOn, endedOn, endedHow);
        }
    }

    /** {@code name} is null for a vacancy: from that day nobody holds the role. */
    record PersonInRole(@Id UUID id, String caseReference, String role, String name, String email, String phone,
                        String userId, LocalDate fromDay, OffsetDateTime recordedAt, String recordedBy) {

        Person toPerson(LocalDate until) {
            return new Person(id, caseReference, role, name, email, phone, userId, fromDay, until,
                    recordedAt.toInstant(), recordedBy);
        }
    }

    record Cover(@Id UUID id, String caseReference, String role, String coveredUserId, String coveringUserId,
                 LocalDate fromDay, LocalDate untilDay, OffsetDateTime recordedAt, String recordedBy) {

        org.iroprotocol.casefile.Cover toCover() {
            return new org.iroprotocol.casefile.Cover(id, caseReference, role, coveredUserId, coveringUserId, fromDay,
                    untilDay);
        }

        boolean covers(LocalDate day) {
            return !day.isBefore(fromDay) && !day.isAfter(untilDay);
        }
    }

    record CaseEvent(@Id UUID id, String caseReference, String kind, String subject, String eventValue,
                     OffsetDateTime recordedAt, String recordedBy, String onBehalfOf, UUID supersedes,
                     String errorReason) {

        org.iroprotocol.casefile.CaseEvent toCaseEvent() {
            return new org.iroprotocol.casefile.CaseEvent(id, caseReference, kind, subject,
                    eventValue == null ? null : When.parse(eventValue), recordedAt.toInstant(), recordedBy, onBehalfOf,
                    supersedes, errorReason);
        }
    }

    /** {@code entries} is a JSON array of {@code {key, label, text}}. */
    record TimelineRecord(@Id UUID id, String caseReference, String kind, String summary, String entries,
                          String happened, OffsetDateTime recordedAt, String recordedBy, String errorReason,
                          OffsetDateTime onFileAt, String onFileBy) {

        org.iroprotocol.casefile.TimelineRecord toRecord(
                List<org.iroprotocol.casefile.TimelineRecord.Entry> parsed) {
            return new org.iroprotocol.casefile.TimelineRecord(id, caseReference, kind, summary, parsed,
                    When.parse(happened), recordedAt.toInstant(), recordedBy, errorReason,
                    onFileAt == null ? null : onFileAt.toInstant(), onFileBy);
        }
    }

    /** Its events carry the dates. {@code toldOf}: date and place the guardian was told of last, {@code toldTo}: who that was. */
    record Review(@Id UUID id, String caseReference, String kind, String kindWords, String place, boolean placeInLetter,
                  String toldOf, String toldTo, OffsetDateTime recordedAt, String recordedBy) {
    }

    record ViewLog(@Id UUID id, String caseReference, String userId, String what, OffsetDateTime viewedAt) {

        CaseFiles.View toView() {
            return new CaseFiles.View(caseReference, userId, what, viewedAt.toInstant());
        }
    }
}
