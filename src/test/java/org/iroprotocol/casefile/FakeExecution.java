package org.iroprotocol.casefile;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.variable.value.TypedValue;

/** A step of a process instance, with one scope of variables. */
final class FakeExecution {

    final Map<String, Object> variables = new HashMap<>();
    final DelegateExecution execution = mock(DelegateExecution.class);

    FakeExecution(String tenant, String businessKey, String activity, Map<String, ?> typed) {
        variables.putAll(typed);
        when(execution.getTenantId()).thenReturn(tenant);
        when(execution.getProcessBusinessKey()).thenReturn(businessKey);
        when(execution.getCurrentActivityName()).thenReturn(activity);
        when(execution.getProcessDefinitionId()).thenReturn("definition");
        when(execution.getVariable(anyString())).thenAnswer(call -> variables.get(call.<String>getArgument(0)));
        when(execution.hasVariable(anyString())).thenAnswer(call -> variables.containsKey(call.<String>getArgument(0)));
        org.mockito.Mockito.doAnswer(call -> variables.remove(call.<String>getArgument(0)))
                .when(execution).removeVariable(anyString());
        org.mockito.Mockito.doAnswer(call -> variables.put(call.getArgument(0),
                call.getArgument(1) instanceof TypedValue typedValue ? typedValue.getValue() : call.getArgument(1)))
                .when(execution).setVariable(anyString(), any());
    }
}
